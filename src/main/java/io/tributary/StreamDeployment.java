package io.tributary;

import io.tributary.config.ApiDefinition;
import io.tributary.config.ApiSource;
import io.tributary.config.Lookups;
import io.tributary.config.ServiceConfig;
import io.tributary.stream.SseApiVerticle;
import io.tributary.stream.StreamServices;
import io.tributary.stream.Streams;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Brings the streams of a service up and down. Used on the event loop of {@link Tributary}. */
final class StreamDeployment {

  private final Vertx vertx;
  private final StreamServices services;
  private final Streams streams;
  private final Map<String, String> idByName = new ConcurrentHashMap<>();

  StreamDeployment(Vertx vertx, StreamServices services, Streams streams) {
    this.vertx = vertx;
    this.services = services;
    this.streams = streams;
  }

  /** Completes when all are deployed; whether their upstreams answer does not matter. */
  Future<?> deployAll(ServiceConfig config) {
    return Future.join(
        config.apis().values().stream()
            .map(api -> deploy(api, config.sources().get(api.name())))
            .toList());
  }

  Future<?> undeployAll() {
    return Future.join(streams.all().stream().map(this::undeploy).toList());
  }

  /**
   * Starts, stops and restarts what {@code diff} names; the rest is not touched. A stream that
   * restarts resumes from its checkpoint.
   */
  Future<?> apply(ConfigDiff diff, ServiceConfig config) {
    Stream<Future<?>> removed = diff.removed().stream().map(this::undeploy);
    Stream<Future<?>> added = diff.added().stream().map(name -> deploy(name, config));
    Stream<Future<?>> changed =
        diff.changed().stream().map(name -> undeploy(name).compose(gone -> deploy(name, config)));
    return Future.join(Stream.of(removed, added, changed).flatMap(Function.identity()).toList());
  }

  private Future<?> deploy(String apiName, ServiceConfig config) {
    return deploy(config.apis().get(apiName), config.sources().get(apiName));
  }

  private Future<?> undeploy(String apiName) {
    return streams.find(apiName).compose(this::undeploy);
  }

  private Future<?> deploy(ApiDefinition definition, ApiSource source) {
    SseApiVerticle stream = new SseApiVerticle(definition, services);
    if (source.rereads()) {
      stream.rereading(() -> source.resolve(Lookups.system()));
    }
    return vertx
        .deployVerticle(stream)
        .onSuccess(
            id -> {
              idByName.put(definition.name(), id);
              streams.add(stream);
            });
  }

  private Future<?> undeploy(SseApiVerticle stream) {
    streams.remove(stream);
    String id = idByName.remove(stream.definition().name());
    // Vert.x undeploys the children of a verticle before it stops the verticle itself.
    return vertx.deploymentIDs().contains(id) ? vertx.undeploy(id) : Future.succeededFuture();
  }
}
