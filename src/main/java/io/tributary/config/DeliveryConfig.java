package io.tributary.config;

import java.time.Duration;
import java.util.Set;

/**
 * How events reach the bus: the {@code delivery} of a definition.
 *
 * @param address the event-bus address of the events
 * @param events only these event types; empty: all
 * @param maxInFlight unacknowledged events in request mode
 * @param ackTimeout of the oldest unacknowledged event
 * @param maxRedeliveries before an event goes to {@code deadLetter}
 * @param deadLetter the event-bus address of what could not be delivered
 * @param replay how many last events are kept for late subscribers
 */
public record DeliveryConfig(
    Mode mode,
    String address,
    Data data,
    Set<String> events,
    int maxInFlight,
    Duration ackTimeout,
    int maxRedeliveries,
    String deadLetter,
    int replay) {

  /** Which call of the event bus carries an event. */
  public enum Mode {
    PUBLISH,
    SEND,
    REQUEST
  }

  /** What the {@code data} of a published body is. */
  public enum Data {
    /** The JSON value where the text is JSON, else the text. */
    AUTO,
    TEXT,
    /** The JSON value; anything else is an error event. */
    JSON
  }
}
