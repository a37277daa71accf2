package io.tributary.script;

/** Something that a snippet asked the service to do. */
public sealed interface Effect {

  /** Ends the stream of an API for good. */
  record Disconnect(String apiName) implements Effect {}

  /** Connects an API again. */
  record Connect(String apiName) implements Effect {}

  /**
   * Publishes on the event bus.
   *
   * @param body any JSON value, as its text
   */
  record Publish(String address, String body) implements Effect {}
}
