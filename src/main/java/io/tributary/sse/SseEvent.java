package io.tributary.sse;

import java.util.Objects;

/**
 * One dispatched event of a stream (WHATWG HTML §9.2.6). Immutable.
 *
 * @param event the event type; {@value #DEFAULT_EVENT} when the stream named none
 * @param data the data lines joined by LF, without a final LF
 * @param id the last event id of the stream when this event was dispatched; it persists from event
 *     to event and is the empty string when there is none
 */
public record SseEvent(String event, String data, String id) {

  /** The event type of an event whose block has no {@code event} field. */
  public static final String DEFAULT_EVENT = "message";

  public SseEvent {
    Objects.requireNonNull(event, "event");
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(id, "id");
  }
}
