package io.tributary.bus;

import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A command on the control address.
 *
 * @param apiName empty for {@link Action#LIST}
 * @param lastEventId where {@code connect} starts from; the empty string: afresh
 * @param limit how many events {@code replay} returns at most
 * @param after {@code replay} returns what came after this id
 */
public record Command(
    Action action,
    String apiName,
    Optional<String> lastEventId,
    Optional<Integer> limit,
    Optional<String> after) {

  /** What can be asked for. */
  public enum Action {
    CONNECT("apiName", "lastEventId"),
    DISCONNECT("apiName"),
    RECONNECT("apiName"),
    STATUS("apiName"),
    LIST(),
    REPLAY("apiName", "limit", "after");

    /** Made by {@link List#of}. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> keys;

    Action(String... keys) {
      this.keys = List.of(keys);
    }

    /** The word on the wire. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The built-in action's own form: {@code {"disconnectSSE": {"apiName": …}}}. */
  private static final String DISCONNECT_SSE = "disconnectSSE";

  /** A command about one API and nothing else. */
  public static Command of(Action action, String apiName) {
    return new Command(action, apiName, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * Reads the body of a message.
   *
   * @throws ControlFailure code 400: what was expected and what came
   */
  public static Command parse(Object body) {
    if (!(body instanceof JsonObject json)) {
      String got = body == null ? "null" : body.getClass().getSimpleName();
      throw ControlFailure.badRequest("expected a JSON object, got " + got);
    }
    if (json.containsKey(DISCONNECT_SSE)) {
      return builtInAction(json);
    }
    Action action = action(json.getValue("action"));
    refuseUnknownKeys(json, action);
    return new Command(
        action,
        action == Action.LIST ? "" : text(json, "apiName").orElseThrow(() -> missing("apiName")),
        text(json, "lastEventId"),
        limit(json),
        text(json, "after"));
  }

  /** As it is sent; {@link #parse} reads it. */
  public JsonObject toJson() {
    JsonObject json = new JsonObject().put("action", action.toString());
    if (action != Action.LIST) {
      json.put("apiName", apiName);
    }
    lastEventId.ifPresent(id -> json.put("lastEventId", id));
    limit.ifPresent(most -> json.put("limit", most));
    after.ifPresent(id -> json.put("after", id));
    return json;
  }

  private static Command builtInAction(JsonObject json) {
    if (json.size() == 1
        && json.getValue(DISCONNECT_SSE) instanceof JsonObject inner
        && inner.size() == 1) {
      return of(Action.DISCONNECT, text(inner, "apiName").orElseThrow(() -> missing("apiName")));
    }
    throw ControlFailure.badRequest(
        "expected {\"disconnectSSE\": {\"apiName\": \"…\"}}, got " + json.encode());
  }

  private static Action action(Object word) {
    return Arrays.stream(Action.values())
        .filter(action -> action.toString().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                ControlFailure.badRequest(
                    "action: expected one of %s, got %s"
                        .formatted(Arrays.toString(Action.values()), shown(word))));
  }

  private static void refuseUnknownKeys(JsonObject json, Action action) {
    for (String key : json.fieldNames()) {
      if (!key.equals("action") && !action.keys.contains(key)) {
        throw ControlFailure.badRequest(
            "%s is not a key of %s; known: %s".formatted(key, action, action.keys));
      }
    }
  }

  private static Optional<Integer> limit(JsonObject json) {
    Object value = json.getValue("limit");
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Integer number && number >= 1) {
      return Optional.of(number);
    }
    throw ControlFailure.badRequest("limit: expected a whole number from 1, got " + shown(value));
  }

  private static Optional<String> text(JsonObject json, String key) {
    Object value = json.getValue(key);
    if (value == null || value instanceof String) {
      return Optional.ofNullable((String) value);
    }
    throw ControlFailure.badRequest(key + ": expected a text, got " + shown(value));
  }

  private static ControlFailure missing(String key) {
    return ControlFailure.badRequest(key + ": expected a text, got nothing");
  }

  private static String shown(Object value) {
    return value instanceof String text ? '"' + text + '"' : String.valueOf(value);
  }
}
