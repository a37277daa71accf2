package io.tributary.connection;

/** What can happen to a stream. */
public sealed interface Signal {

  /** The server answered with an event stream. */
  record Opened() implements Signal {}

  /** An event arrived, or the connection stayed open long enough: it works. */
  record Proven() implements Signal {}

  /** The attempt or the connection is over. */
  record Lost(Failure why) implements Signal {}

  /** The delay of a waiting stream has passed. */
  record RetryDue() implements Signal {}

  /** Someone wants a fresh connection now. */
  record Reconnect() implements Signal {}

  /** Someone wants the stream to end for good. */
  record Disconnect(String reason) implements Signal {}
}
