package io.tributary.sse;

/**
 * Says that an event was larger than allowed and was skipped. Immutable.
 *
 * @param size bytes of the event's field lines, without their line ends
 * @param id the stream's last event id after the skipped event
 */
public record SseOversize(long size, String id) {}
