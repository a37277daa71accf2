package io.tributary.cli.terminal;

import io.vertx.core.json.JsonObject;

/** A state message as a line for a human. */
public final class StateLine {

  private StateLine() {}

  public static String of(JsonObject state) {
    String attempt =
        state.getInteger("attempt") > 0 ? ", attempt " + state.getInteger("attempt") : "";
    String after = from(state.getString("lastEventId"));
    String reason = state.containsKey("reason") ? ": " + state.getString("reason") : "";
    return switch (state.getString("state")) {
      case "connecting" -> "-- connecting" + after + attempt;
      case "waiting" -> "-- lost, will try again" + reason;
      default -> "-- " + state.getString("state") + reason;
    };
  }

  private static String from(String lastEventId) {
    return lastEventId.isEmpty() ? "" : " from id " + lastEventId;
  }
}
