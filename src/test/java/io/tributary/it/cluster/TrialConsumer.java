package io.tributary.it.cluster;

import io.tributary.ClusterJoin;
import io.tributary.TributaryConsumer;
import io.tributary.config.ClusterConfig;
import io.tributary.config.ConfigFile;
import io.tributary.config.ServiceConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** Consumes every API of a configuration on a node that runs none, and writes down what came. */
public final class TrialConsumer {

  private TrialConsumer() {}

  public static void main(String[] args) throws InterruptedException {
    Vertx early = Vertx.vertx();
    ServiceConfig config = new ConfigFile(early, args[0]).load().await();
    early.close().await();
    ClusterConfig cluster = config.cluster().orElseThrow();
    Vertx vertx =
        Vertx.builder()
            .with(ClusterJoin.options(cluster, new VertxOptions()))
            .withClusterManager(ClusterJoin.membership(cluster))
            .buildClustered()
            .await();
    RecordFile.Writer record = new RecordFile.Writer(Path.of(args[1]));
    vertx.getOrCreateContext();
    List<Future<Void>> listening =
        config.apis().keySet().stream()
            .map(
                api ->
                    TributaryConsumer.consume(
                            vertx.eventBus(),
                            api,
                            body -> {
                              String id = body.getString("id");
                              record.write(Emission.line(System.nanoTime(), api, "0", id));
                              return Future.succeededFuture();
                            })
                        .completion())
            .collect(Collectors.toList());
    Future.all(listening).await();
    System.out.println("ready");
    new CountDownLatch(1).await();
  }
}
