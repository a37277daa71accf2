package io.tributary.stream.delivery;

import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** One event in the window. */
final class Letter {

  /** Where a letter stands. */
  enum State {
    /** No consumer has had it yet. */
    UNSENT,
    /** With a consumer. */
    SENT,
    /** A consumer had it and did not acknowledge it. */
    FAILED,
    /** Acknowledged or given up. */
    DONE
  }

  final long number;
  final String id;

  /** For its first send. */
  final DeliveryOptions options;

  /** Null once it is done. */
  JsonObject body;

  /** The last id before the next letter: that of this one, or of what was skipped behind it. */
  String lastId;

  State state = State.UNSENT;

  /** Deliveries that failed. */
  int failures;

  /** Whether a consumer has left it without an answer, and not refused it. */
  boolean timedOut;

  /** When it was sent last, nanoseconds. */
  long sentAt;

  /** Counts the sends, so that the outcome of an earlier one is recognised. */
  int sends;

  Letter(long number, String id, JsonObject body, DeliveryOptions options) {
    this.number = number;
    this.id = id;
    this.body = body;
    this.options = options;
    this.lastId = id;
  }

  /** True for the outcome of the send that counts: not of one that was given up before. */
  boolean awaits(int send) {
    return state == State.SENT && sends == send;
  }

  /** True while it is with a consumer for at least {@code age} longer than {@code other}. */
  boolean wasSentBefore(Letter other, Duration age) {
    return state == State.SENT && other.sentAt - sentAt >= age.toNanos();
  }
}
