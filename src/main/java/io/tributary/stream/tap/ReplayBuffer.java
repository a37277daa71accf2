package io.tributary.stream.tap;

import io.tributary.sse.SseEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last events of one stream, bounded by their number and by their size. Lives on one event
 * loop.
 */
public final class ReplayBuffer implements EventTap {

  /** No buffer holds more characters than this, whatever number is configured. */
  public static final long MAX_CHARS = 8L << 20;

  private final int capacity;
  private final long maxChars;
  private final Deque<SseEvent> events = new ArrayDeque<>();
  private long chars;

  /** The position right before the oldest event that is held. */
  private String base = "";

  /** False: some of the events that carry {@link #base} are gone, and a reader may lack them. */
  private boolean baseIsOneEvent = true;

  /**
   * An empty buffer.
   *
   * @param capacity events that are held at most; 0: none ever
   */
  public ReplayBuffer(int capacity) {
    this(capacity, MAX_CHARS);
  }

  ReplayBuffer(int capacity, long maxChars) {
    this.capacity = capacity;
    this.maxChars = maxChars;
  }

  /** Whether events are held at all. */
  public boolean isOn() {
    return capacity > 0;
  }

  /** The next event is the one that follows {@code id}: what does not end there is forgotten. */
  public void startFrom(String id) {
    if (!events.isEmpty() && events.getLast().id().equals(id)) {
      return;
    }
    events.clear();
    chars = 0;
    base = id;
    baseIsOneEvent = true;
  }

  @Override
  public void event(SseEvent event) {
    events.addLast(event);
    chars += size(event);
    while (events.size() > capacity || chars > maxChars) {
      forget(events.removeFirst());
    }
  }

  /** The last events, at most {@code limit}, oldest first. */
  public Replay last(int limit) {
    int skip = Math.max(0, events.size() - limit);
    return new Replay(false, events.stream().skip(skip).toList());
  }

  /**
   * What followed {@code id}, at most {@code limit} events; where that is not known, everything
   * that is held, with a gap.
   *
   * <p>Events without an id of their own carry that of the event before: they follow it and come
   * again, since nobody can tell how many of them the reader has.
   */
  public Replay after(String id, int limit) {
    List<SseEvent> held = List.copyOf(events);
    int run = lastRun(held, id);
    boolean runGoesBackFurther = run == 0 && id.equals(base);
    if (run >= 0 && !runGoesBackFurther) {
      return new Replay(false, first(held.subList(run + 1, held.size()), limit));
    }
    boolean gap = !(id.equals(base) && baseIsOneEvent);
    return new Replay(gap, first(held, limit));
  }

  /** Where the last row of events that carry {@code id} begins; -1: there is none. */
  private static int lastRun(List<SseEvent> held, String id) {
    int i = held.size() - 1;
    while (i >= 0 && !held.get(i).id().equals(id)) {
      i--;
    }
    while (i > 0 && held.get(i - 1).id().equals(id)) {
      i--;
    }
    return i;
  }

  private static List<SseEvent> first(List<SseEvent> events, int limit) {
    return events.subList(0, Math.min(limit, events.size()));
  }

  private void forget(SseEvent oldest) {
    chars -= size(oldest);
    baseIsOneEvent = !oldest.id().equals(base);
    base = oldest.id();
  }

  private static long size(SseEvent event) {
    return (long) event.data().length() + event.id().length() + event.event().length();
  }
}
