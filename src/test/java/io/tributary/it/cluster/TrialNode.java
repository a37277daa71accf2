package io.tributary.it.cluster;

import io.tributary.ClusterJoin;
import io.tributary.Tributary;
import io.tributary.bus.EventHeaders;
import io.tributary.config.ClusterConfig;
import io.tributary.config.ConfigFile;
import io.tributary.config.ServiceConfig;
import io.tributary.testkit.Waiting;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.DeliveryContext;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * A node as {@code run --cluster} makes it, which also writes down every event at the moment it
 * goes onto the bus: its arguments are the configuration and that record.
 */
public final class TrialNode {

  private TrialNode() {}

  public static void main(String[] args) throws InterruptedException {
    ServiceConfig config = config(args[0]);
    ClusterConfig cluster = config.cluster().orElseThrow();
    Vertx vertx =
        Vertx.builder()
            .with(ClusterJoin.options(cluster, new VertxOptions()))
            .withClusterManager(ClusterJoin.membership(cluster))
            .buildClustered()
            .await();
    RecordFile.Writer record = new RecordFile.Writer(Path.of(args[1]));
    vertx
        .eventBus()
        .addOutboundInterceptor(
            (DeliveryContext<Object> context) -> {
              String epoch = context.message().headers().get(EventHeaders.EPOCH);
              if (epoch != null) {
                JsonObject body = (JsonObject) context.body();
                String api = context.message().address();
                record.write(Emission.line(System.nanoTime(), api, epoch, body.getString("id")));
              }
              context.next();
            });
    String service = vertx.deployVerticle(new Tributary(config)).await();
    System.out.println("ready");
    CountDownLatch ended = new CountDownLatch(1);
    // What run does at SIGTERM, without its exit code.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  vertx.undeploy(service).await();
                  // Its future has no loop left to complete on, so this looks at it from outside.
                  Waiting.result(Future.succeededFuture().compose(undeployed -> vertx.close()));
                  ended.countDown();
                }));
    ended.await();
  }

  private static ServiceConfig config(String path) {
    Vertx early = Vertx.vertx();
    ServiceConfig config = new ConfigFile(early, path).load().await();
    early.close().await();
    return config;
  }
}
