package io.tributary.config;

import java.util.Optional;

/** One thing that a definition does on an event or an error. */
public sealed interface Action {

  /**
   * Runs JavaScript.
   *
   * @param keyPath where the text stands in the configuration, for messages
   */
  record ExecuteCode(String body, String keyPath) implements Action {}

  /** Ends the stream of an API for good. */
  record DisconnectSse(String apiName) implements Action {}

  /**
   * Publishes on the event bus.
   *
   * @param body any JSON value; absent: the body of the event or error at hand
   */
  record Publish(String address, Optional<Object> body) implements Action {}
}
