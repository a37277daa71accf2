package io.tributary.http;

import io.tributary.bus.StateMessage;
import io.tributary.stream.Streams;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;

/**
 * {@code /health/live}: the event loops answer. {@code /health/ready}: the service does what it is
 * asked to. Streams in trouble stand in the body of the second and do not take the service down.
 */
final class Health {

  private static final Set<String> IN_TROUBLE = Set.of("waiting", "failed");
  private static final int SHOWN = 100;
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final Streams streams;
  private final HealthChecks live;
  private final HealthChecks ready;

  /**
   * Health of this process.
   *
   * @param ready what has to hold beside the answer itself, for example the cluster
   */
  Health(Vertx vertx, Streams streams, HealthChecks ready) {
    this.streams = streams;
    this.ready = ready;
    this.live = HealthChecks.create(vertx);
    EventLoops loops = new EventLoops(vertx);
    live.register("eventLoops", loops::check);
    // Who is asked has read its configuration and has bound its port.
    ready.register("configuration", promise -> promise.complete(Status.OK()));
    ready.register("http", promise -> promise.complete(Status.OK()));
    ready.register("streams", this::streams);
  }

  void route(Router router) {
    router.get("/health/live").handler(call -> answer(call, live));
    router.get("/health/ready").handler(call -> answer(call, ready));
  }

  private void streams(Promise<Status> promise) {
    // Those of this process: whoever asks must not wait for another node.
    streams.states().map(states -> Status.OK(summary(states))).onComplete(promise);
  }

  private static JsonObject summary(List<StateMessage> states) {
    JsonArray troubled = new JsonArray();
    int count = 0;
    for (StateMessage state : states) {
      if (IN_TROUBLE.contains(state.state()) && count++ < SHOWN) {
        troubled.add(
            new JsonObject()
                .put("apiName", state.apiName())
                .put("state", state.state())
                .put("since", state.since().toString())
                .put("reason", state.reason().orElse("")));
      }
    }
    return new JsonObject()
        .put("total", states.size())
        .put("inTrouble", count)
        .put("troubled", troubled);
  }

  private static void answer(RoutingContext call, HealthChecks checks) {
    checks
        .checkStatus()
        .onSuccess(
            result ->
                call.response()
                    .setStatusCode(CheckResult.isUp(result) ? OK : UNAVAILABLE)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end(result.toJson().toBuffer()))
        .onFailure(call::fail);
  }
}
