package io.tributary.bench.client.own;

import io.tributary.Tributary;
import io.tributary.bench.client.Contender;
import io.tributary.bench.client.Counts;
import io.tributary.bench.client.Intake;
import io.tributary.bench.client.Variant;
import io.tributary.config.ServiceConfig;
import io.tributary.metrics.PrometheusMetrics;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;

/** The whole service, as {@code run} starts it. */
public final class ServiceStreams implements Contender {

  private final int streams;
  private final boolean consumed;
  private final PrometheusMetrics shown = new PrometheusMetrics("bench");
  private final Vertx vertx = shown.vertx(new VertxOptions()).build();
  private String deployed;

  /** With option {@code streams}, and {@code consumers} (on, off) for each of their addresses. */
  public ServiceStreams(Variant variant) {
    streams = variant.number("streams", 1);
    consumed = !variant.is("consumers", "off");
  }

  @Override
  public void open(URI url, Counts counts) throws IOException {
    JsonObject apis = new JsonObject();
    for (int i = 0; i < streams; i++) {
      apis.put("stream" + i, new JsonObject().put("type", "sse").put("url", url.toString()));
    }
    String checkpoints = Files.createTempDirectory("bench").toString();
    JsonObject config =
        new JsonObject()
            .put("API", apis)
            .put("http", new JsonObject().put("port", 0))
            .put("checkpoint", new JsonObject().put("directory", checkpoints));
    Tributary service = new Tributary(ServiceConfig.parse(config)).withHttp(shown);
    deployed = vertx.deployVerticle(service).await();
    if (consumed) {
      consume(counts);
    }
  }

  private void consume(Counts counts) {
    for (int i = 0; i < streams; i++) {
      Intake intake = counts.intake();
      vertx
          .eventBus()
          .<JsonObject>consumer("stream" + i, message -> BusStreams.take(message, intake));
    }
  }

  @Override
  public void close() {
    vertx.undeploy(deployed).await();
  }
}
