package io.tributary.http;

import io.tributary.bus.StateMessage;
import io.tributary.stream.Streams;
import io.vertx.core.Future;
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
import java.util.function.Function;

/**
 * {@code /health/live}: the event loops answer. {@code /health/ready}: the service does what it is
 * asked to. Streams in trouble stand in the body of the second and do not take the service down.
 */
final class Health {

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
  }

  void route(Router router) {
    router
        .get("/health/live")
        .handler(call -> answer(call, live.checkStatus(), Future::succeededFuture));
    router
        .get("/health/ready")
        .handler(call -> answer(call, ready.checkStatus(), this::withStreams));
  }

  /** Whether the service does what it is asked to. */
  Future<Boolean> isReady() {
    return ready.checkStatus().map(CheckResult::isUp);
  }

  /** Not a check of its own: streams that are slow to answer must not make the service unready. */
  private Future<JsonObject> withStreams(JsonObject answer) {
    // Those of this process: whoever asks must not wait for another node.
    return streams
        .states()
        .map(Health::summary)
        .otherwise(why -> new JsonObject().put("unknown", why.getMessage()))
        .map(
            data -> {
              JsonObject check = new JsonObject().put("id", "streams").put("status", "UP");
              answer.getJsonArray("checks").add(check.put("data", data));
              return answer;
            });
  }

  private static JsonObject summary(List<StateMessage> states) {
    JsonArray troubled = new JsonArray();
    int count = 0;
    for (StateMessage state : states) {
      if (isInTrouble(state) && count++ < SHOWN) {
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

  /** An open stream has a reason where its events get no further: no consumer, suspended code. */
  private static boolean isInTrouble(StateMessage state) {
    return switch (state.state()) {
      case "waiting", "failed" -> true;
      case "connecting" -> state.attempt() > 0;
      case "open" -> state.reason().isPresent();
      default -> false;
    };
  }

  private static void answer(
      RoutingContext call,
      Future<CheckResult> checked,
      Function<JsonObject, Future<JsonObject>> completed) {
    checked
        .compose(
            result -> {
              call.response().setStatusCode(CheckResult.isUp(result) ? OK : UNAVAILABLE);
              return completed.apply(result.toJson());
            })
        .onSuccess(
            body ->
                call.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end(body.toBuffer()))
        .onFailure(call::fail);
  }
}
