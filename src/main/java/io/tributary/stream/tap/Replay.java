package io.tributary.stream.tap;

import io.tributary.sse.SseEvent;
import java.util.List;

/**
 * Some of the last events of a stream.
 *
 * @param gap true: events between what the reader has and the first of these may be missing
 */
public record Replay(boolean gap, List<SseEvent> events) {

  public Replay {
    events = List.copyOf(events);
  }
}
