package io.tributary.bench.client.own;

import io.tributary.bench.client.Contender;
import io.tributary.bench.client.Counts;
import io.tributary.bench.client.Intake;
import io.tributary.bench.client.Variant;
import io.tributary.config.ApiDefinition;
import io.tributary.metrics.Metrics;
import io.tributary.metrics.PrometheusMetrics;
import io.tributary.stream.SseApiVerticle;
import io.tributary.stream.StreamServices;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Streams of ours, each with a consumer of its address on the bus. */
public final class BusStreams implements Contender {

  private static final int LARGEST_EVENT = 4 * 1024 * 1024;

  private final Variant variant;
  private final int streams;
  private final boolean otherLoop;
  private final int loops;
  private final Vertx vertx;
  private final StreamServices services;
  private final List<String> deployed = new ArrayList<>();

  /**
   * With options {@code streams}, {@code data} (text, json, auto), {@code mode} (publish, request),
   * {@code metrics} (on, off) and {@code loop} (same, other) of the consumer.
   */
  public BusStreams(Variant variant) {
    this.variant = variant;
    streams = variant.number("streams", 1);
    otherLoop = variant.is("loop", "other");
    loops = otherLoop ? 2 : 1;
    PrometheusMetrics shown = new PrometheusMetrics("bench");
    vertx = shown.vertx(new VertxOptions().setEventLoopPoolSize(loops)).build();
    Metrics metrics = variant.is("metrics", "off") ? Metrics.NONE : shown.streams();
    services = StreamServices.local(vertx, StreamServices.DEFAULT_CONCURRENT_CONNECTS, metrics);
  }

  @Override
  public void open(URI url, Counts counts) {
    List<SseApiVerticle> opened = new ArrayList<>();
    List<Future<String>> deploying = new ArrayList<>();
    for (int i = 0; i < streams; i++) {
      opened.add(new SseApiVerticle(definition("stream" + i, url), services));
      deploying.add(vertx.deployVerticle(opened.get(i)));
    }
    Future.all(deploying).await();
    deploying.forEach(each -> deployed.add(each.result()));
    CompletableFuture<Thread> loop = new CompletableFuture<>();
    opened
        .get(0)
        .betweenEvents(Optional.empty(), replay -> loop.complete(Thread.currentThread()))
        .await();
    deployed.add(
        vertx
            .deployVerticle(
                () -> new Consumers(loop.join(), counts),
                new DeploymentOptions().setInstances(loops))
            .await());
  }

  private ApiDefinition definition(String name, URI url) {
    return ApiDefinition.parse(
        name,
        new JsonObject()
            .put("type", "sse")
            .put("url", url.toString())
            .put("sseOptions", new JsonObject().put("maxEventSize", LARGEST_EVENT))
            .put(
                "delivery",
                new JsonObject()
                    .put("mode", variant.get("mode", "publish"))
                    .put("data", variant.get("data", "text"))));
  }

  @Override
  public void close() {
    deployed.forEach(id -> vertx.undeploy(id).await());
    deployed.clear();
  }

  /** Reads the data of a message, as any consumer would, and acknowledges it where that is due. */
  static void take(Message<JsonObject> message, Intake intake) {
    Object data = message.body().getValue("data");
    if (data instanceof String text) {
      intake.event(text);
    } else {
      intake.event();
    }
    if (message.replyAddress() != null) {
      message.reply(null);
    }
  }

  /** There is one on each loop; only the one on the right loop consumes. */
  private final class Consumers extends VerticleBase {

    private final Thread streamLoop;
    private final Counts counts;

    Consumers(Thread streamLoop, Counts counts) {
      this.streamLoop = streamLoop;
      this.counts = counts;
    }

    @Override
    public Future<?> start() {
      if ((Thread.currentThread() == streamLoop) == otherLoop) {
        return Future.succeededFuture();
      }
      Intake intake = counts.intake();
      List<Future<Void>> registered = new ArrayList<>();
      for (int i = 0; i < streams; i++) {
        registered.add(
            vertx
                .eventBus()
                .<JsonObject>consumer("stream" + i, message -> take(message, intake))
                .completion());
      }
      return Future.all(registered);
    }
  }
}
