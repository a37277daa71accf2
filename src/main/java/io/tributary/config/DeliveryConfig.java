package io.tributary.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
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

  private static final int MOST_KEPT = 1_000_000;

  static DeliveryConfig read(ConfigReader in, String apiName) {
    return new DeliveryConfig(
        in.value("mode", ValueType.choice(Mode.class), "publish"),
        in.optional("address", ValueType.text()).orElse(apiName),
        in.value("data", ValueType.choice(Data.class), "auto"),
        Collections.unmodifiableSet(
            new LinkedHashSet<>(in.optionalList("events", ValueType.text()))),
        in.value("maxInFlight", ValueType.whole(1, MOST_KEPT), 256),
        in.value("ackTimeout", ValueType.millis(1), 30_000),
        in.value("maxRedeliveries", ValueType.whole(0, MOST_KEPT), 5),
        in.optional("deadLetter", ValueType.text()).orElse(apiName + ".dead"),
        in.value("replay", ValueType.whole(0, MOST_KEPT), 0));
  }

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
