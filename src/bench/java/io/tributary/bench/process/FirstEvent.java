package io.tributary.bench.process;

import io.tributary.Tributary;
import io.tributary.config.ConfigFile;
import io.tributary.metrics.PrometheusMetrics;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The service with one stream, which ends its process after the first event. Arguments: the URL,
 * and a directory of its own.
 */
public final class FirstEvent {

  /** The line that it prints when the event is there. */
  public static final String ARRIVED = "arrived";

  private FirstEvent() {}

  public static void main(String[] args) throws Exception {
    System.setProperty(
        "vertx.logger-delegate-factory-class-name",
        "io.vertx.core.logging.SLF4JLogDelegateFactory");
    Path config = Path.of(args[1], "tributary.yaml");
    Files.writeString(
        config,
        """
        API:
          prices:
            type: sse
            url: %s
        http: {port: 0}
        checkpoint: {directory: %s/data}
        """
            .formatted(args[0], args[1]));
    PrometheusMetrics metrics = new PrometheusMetrics("bench");
    Vertx vertx = metrics.vertx(new VertxOptions()).build();
    vertx
        .eventBus()
        .consumer(
            "prices",
            event -> {
              System.out.println(ARRIVED);
              vertx.close().onComplete(closed -> System.exit(0));
            });
    new ConfigFile(vertx, config.toString())
        .load()
        .compose(loaded -> vertx.deployVerticle(new Tributary(loaded).withHttp(metrics)))
        .onFailure(Throwable::printStackTrace);
  }
}
