package io.tributary.http.api;

import io.tributary.config.ApiDefinition;
import io.tributary.metrics.Series;
import io.tributary.metrics.StreamFigures;
import io.tributary.stream.RecentErrors;
import io.tributary.stream.SseApiVerticle;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;

/** How a stream looks over HTTP: its state object, and beside that what this process knows. */
public final class StreamView {

  /** In the state of a stream of another node: what that node adds to it. */
  public static final String PEER = "view";

  private StreamView() {}

  /** Adds the figures of {@code stream} to its state. */
  public static JsonObject withFigures(JsonObject state, SseApiVerticle stream) {
    StreamFigures figures = stream.figures();
    state
        .put("events", figures.total(Series.EVENTS))
        .put("bytes", figures.total(Series.BYTES))
        .put("reconnects", figures.total(Series.RECONNECTS))
        .put("errors", figures.total(Series.ERRORS));
    if (figures.lastEventAt() > 0) {
      state.put("lastEventAt", Instant.ofEpochMilli(figures.lastEventAt()).toString());
    }
    return state;
  }

  /** Adds what another node told about its stream. */
  static JsonObject withPeer(JsonObject state) {
    return state.remove(PEER) instanceof JsonObject view ? state.mergeIn(view) : state;
  }

  /** Adds what the detail view shows beside the figures. */
  public static JsonObject withDetails(JsonObject view, SseApiVerticle stream) {
    ApiDefinition definition = stream.definition();
    return view.put("url", withoutSecrets(definition.url()))
        .put("method", definition.method())
        .put(
            "delivery",
            new JsonObject()
                .put("mode", definition.delivery().mode().name().toLowerCase(Locale.ROOT))
                .put("address", definition.delivery().address())
                .put("replay", definition.delivery().replay()))
        .put("recentErrors", errors(stream.recentErrors()));
  }

  private static JsonArray errors(RecentErrors errors) {
    JsonArray all = new JsonArray();
    errors
        .latest()
        .forEach(entry -> all.add(entry.error().toJson().put("at", entry.at().toString())));
    return all;
  }

  /** User info and query may hold keys. */
  private static String withoutSecrets(URI url) {
    String authority = url.getRawAuthority();
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    return url.getScheme() + "://" + host + path + (url.getRawQuery() == null ? "" : "?…");
  }
}
