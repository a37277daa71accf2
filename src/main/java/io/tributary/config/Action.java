package io.tributary.config;

import java.util.Optional;
import java.util.Set;

/** One thing that a definition does on an event or an error. */
public sealed interface Action {

  /** The key of {@link ExecuteCode}. */
  String EXECUTE_CODE = "executeCode";

  /** An object with exactly one action; empty after a problem. */
  static Optional<Action> read(ConfigReader in) {
    Optional<Action> code =
        in.shorthand(EXECUTE_CODE, "body", it -> new ExecuteCode(it.code("body"), it.path("body")));
    Optional<Action> disconnect = in.optionalSection("disconnectSSE", DisconnectSse::read);
    Optional<Action> publish = in.optionalSection("publish", Publish::read);
    in.oneOf(EXECUTE_CODE, "disconnectSSE", "publish");
    return code.or(() -> disconnect).or(() -> publish);
  }

  /**
   * Runs JavaScript.
   *
   * @param keyPath where the text stands in the configuration, for messages
   */
  record ExecuteCode(String body, String keyPath) implements Action {}

  /** Ends the stream of an API for good. */
  record DisconnectSse(String apiName) implements Action {
    private static DisconnectSse read(ConfigReader in) {
      String apiName = in.required("apiName", ValueType.text());
      Set<String> known = in.reading().apiNames();
      in.check(
          known.isEmpty() || known.contains(apiName) || !in.sound("apiName"),
          "apiName",
          "must be the name of an API, was \"" + apiName + "\"" + Suggestion.among(apiName, known));
      return new DisconnectSse(apiName);
    }
  }

  /**
   * Publishes on the event bus.
   *
   * @param body any JSON value; absent: the body of the event or error at hand
   */
  record Publish(String address, Optional<Object> body) implements Action {
    private static Publish read(ConfigReader in) {
      return new Publish(
          in.required("address", ValueType.text()), in.optional("body", ValueType.json()));
    }
  }
}
