package io.tributary.http.api;

import io.tributary.bus.Command;
import io.tributary.bus.Command.Action;
import io.tributary.bus.ControlFailure;
import io.tributary.http.answer.Content;
import io.tributary.http.guard.JsonBody;
import io.tributary.stream.SseApiVerticle;
import io.tributary.stream.Streams;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Optional;

/** {@code /api/streams}: what there is, and commands. Lives on one event loop. */
public final class StreamsApi {

  private static final String JSON = "application/json";
  private static final String NAME = "name";
  private static final int LAST_EVENTS = 20;

  /** However many pages look, the list is made no oftener than this. */
  private static final long LIST_HOLDS_MILLIS = 400;

  private final Streams streams;
  private final Commands commands;
  private Future<Content> list = Future.failedFuture("nobody has asked yet");
  private long listedAt;

  public StreamsApi(Streams streams, Commands commands) {
    this.streams = streams;
    this.commands = commands;
  }

  /** Adds the routes; whoever may not use them has been refused before. */
  public void route(Router router) {
    router.get("/api/streams").handler(this::list);
    router.get("/api/streams/:name").handler(this::detail);
    router.post("/api/streams/:name/connect").handler(call -> perform(call, Action.CONNECT));
    router.post("/api/streams/:name/disconnect").handler(call -> perform(call, Action.DISCONNECT));
    router.post("/api/streams/:name/reconnect").handler(call -> perform(call, Action.RECONNECT));
  }

  private void list(RoutingContext call) {
    long now = System.currentTimeMillis();
    if (now - listedAt > LIST_HOLDS_MILLIS || list.failed()) {
      listedAt = now;
      list = commands.perform(Command.of(Action.LIST, "")).map(this::listed);
    }
    call.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    list.onSuccess(content -> content.send(call.request())).onFailure(call::fail);
  }

  private Content listed(Object states) {
    JsonArray all = (JsonArray) states;
    all.forEach(state -> withFigures((JsonObject) state));
    JsonObject body = new JsonObject().put("now", Instant.now().toString()).put("streams", all);
    return new Content(JSON, body.toBuffer());
  }

  private void detail(RoutingContext call) {
    String apiName = call.pathParam(NAME);
    commands
        .perform(Command.of(Action.STATUS, apiName))
        .map(state -> withFigures((JsonObject) state))
        .compose(
            view ->
                streams
                    .local(apiName)
                    .map(stream -> details(view, stream))
                    .orElse(Future.succeededFuture(view)))
        .onSuccess(view -> answer(call, view))
        .onFailure(call::fail);
  }

  private Future<JsonObject> details(JsonObject view, SseApiVerticle stream) {
    StreamView.withDetails(view, stream);
    if (stream.definition().delivery().replay() == 0) {
      return Future.succeededFuture(view);
    }
    Command last =
        new Command(
            Action.REPLAY,
            stream.definition().name(),
            Optional.empty(),
            Optional.of(LAST_EVENTS),
            Optional.empty());
    return stream
        .replay(last)
        .map(replay -> view.put("lastEvents", replay.toJson().getValue("events")));
  }

  private void perform(RoutingContext call, Action action) {
    JsonObject body = JsonBody.of(call);
    if (body.containsKey("action") || body.containsKey("apiName")) {
      throw ControlFailure.badRequest("action and apiName are part of the path, not of the body");
    }
    JsonObject command = body.put("action", action.toString()).put("apiName", call.pathParam(NAME));
    commands
        .perform(Command.parse(command))
        .onSuccess(state -> answer(call, (JsonObject) state))
        .onFailure(call::fail);
  }

  private JsonObject withFigures(JsonObject state) {
    return streams
        .local(state.getString("apiName"))
        .map(stream -> StreamView.withFigures(state, stream))
        .orElseGet(() -> StreamView.withPeer(state));
  }

  private static void answer(RoutingContext call, JsonObject body) {
    call.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(body.toBuffer());
  }
}
