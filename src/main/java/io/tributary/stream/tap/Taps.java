package io.tributary.stream.tap;

import io.tributary.sse.SseEvent;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The taps of one stream; without any, an event costs one comparison. Lives on one event loop. */
public final class Taps implements EventTap {

  private static final Logger LOG = LoggerFactory.getLogger(Taps.class);
  private static final EventTap[] NONE = {};

  /** Replaced, never changed: a tap may leave while it is called. */
  private EventTap[] taps = NONE;

  public void add(EventTap tap) {
    List<EventTap> more = new ArrayList<>(List.of(taps));
    more.add(tap);
    taps = more.toArray(NONE);
  }

  /** Does nothing when the tap is not there. */
  public void remove(EventTap tap) {
    List<EventTap> less = new ArrayList<>(List.of(taps));
    less.remove(tap);
    taps = less.toArray(NONE);
  }

  @Override
  public void event(SseEvent event) {
    for (EventTap tap : taps) {
      try {
        tap.event(event);
      } catch (RuntimeException bug) {
        LOG.error("a tap failed", bug);
      }
    }
  }
}
