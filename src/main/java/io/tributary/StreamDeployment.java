package io.tributary;

import io.tributary.config.ApiDefinition;
import io.tributary.config.ApiSource;
import io.tributary.config.Lookups;
import io.tributary.config.ServiceConfig;
import io.tributary.ownership.Tenant;
import io.tributary.ownership.Tenure;
import io.tributary.stream.SseApiVerticle;
import io.tributary.stream.StreamServices;
import io.tributary.stream.Streams;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Brings the streams of a service up and down as ownership wants it. Lives on the event loop of
 * {@link Tributary}.
 */
final class StreamDeployment implements Tenant {

  private record Deployed(SseApiVerticle stream, String id) {}

  private final Vertx vertx;
  private final StreamServices services;
  private final Streams streams;
  private final Map<String, Deployed> deployed = new HashMap<>();
  private final Optional<Context> place;
  private ServiceConfig config;

  /**
   * Runs nothing yet.
   *
   * @param place where streams are deployed; empty: as children of the service
   */
  StreamDeployment(
      Vertx vertx,
      StreamServices services,
      Streams streams,
      Optional<Context> place,
      ServiceConfig config) {
    this.vertx = vertx;
    this.place = place;
    this.services = services;
    this.streams = streams;
    this.config = config;
  }

  /** What streams are run with from now on; those that run go on with what they have. */
  void define(ServiceConfig changed) {
    config = changed;
  }

  /** Completes when it is deployed; whether its upstream answers does not matter. */
  @Override
  public Future<?> run(String apiName, Tenure tenure) {
    ApiDefinition definition = config.apis().get(apiName);
    if (definition == null) {
      return Future.failedFuture(apiName + " was expected to be defined, and is not any more");
    }
    SseApiVerticle stream = new SseApiVerticle(definition, services.under(tenure));
    ApiSource source = config.sources().get(apiName);
    if (source.rereads()) {
      stream.rereading(() -> source.resolve(Lookups.system()));
    }
    return deploy(stream)
        .onSuccess(
            id -> {
              deployed.put(apiName, new Deployed(stream, id));
              streams.add(stream);
            });
  }

  private Future<String> deploy(SseApiVerticle stream) {
    if (place.isEmpty()) {
      return vertx.deployVerticle(stream);
    }
    Context own = vertx.getOrCreateContext();
    Promise<String> deployed = Promise.promise();
    place
        .get()
        .runOnContext(
            ignored ->
                vertx
                    .deployVerticle(stream)
                    .onComplete((id, why) -> own.runOnContext(back -> deployed.complete(id, why))));
    return deployed.future();
  }

  @Override
  public Future<?> leave(String apiName) {
    Deployed last = deployed.remove(apiName);
    if (last == null) {
      return Future.succeededFuture();
    }
    streams.remove(last.stream);
    // Vert.x undeploys the children of a verticle before it stops the verticle itself.
    return vertx.deploymentIDs().contains(last.id)
        ? vertx.undeploy(last.id)
        : Future.succeededFuture();
  }
}
