package io.tributary.http.events;

import io.tributary.sse.SseEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What happened on a stream's event loop and waits for the loop of its readers: events, and readers
 * that join between two of them. Bounded, so that readers cannot hold a stream nor its memory.
 * Thread-safe.
 */
final class Backlog {

  /** Something that happened. */
  sealed interface Entry {}

  record Event(SseEvent event) implements Entry {}

  /** From here on the reader gets everything. */
  record Join(Runnable join) implements Entry {}

  /** Characters of events that may wait; more than any reader could take at once. */
  static final long MAX_CHARS = 16L << 20;

  private static final long SLICE_CHARS = 64 << 10;

  private final Deque<Entry> entries = new ArrayDeque<>();
  private long chars;
  private boolean lost;
  private boolean told;

  /**
   * Adds an entry.
   *
   * @return true: somebody has to be told
   */
  synchronized boolean add(Entry entry) {
    if (chars + size(entry) > MAX_CHARS) {
      lost = true;
    } else {
      chars += size(entry);
      entries.addLast(entry);
    }
    boolean tell = !told;
    told = true;
    return tell;
  }

  /**
   * The next that waits, in order: about as much as a reader takes at once.
   *
   * @return empty: nothing waits, and whoever adds next has to tell
   */
  synchronized List<Entry> take() {
    List<Entry> taken = new ArrayList<>();
    long slice = 0;
    while (!entries.isEmpty() && slice < SLICE_CHARS) {
      Entry next = entries.removeFirst();
      taken.add(next);
      slice += size(next);
    }
    chars -= slice;
    told = !taken.isEmpty();
    return taken;
  }

  private static long size(Entry entry) {
    return entry instanceof Event e ? e.event().data().length() : 0;
  }

  /** Whether events were left out since this was asked last. */
  synchronized boolean lostSome() {
    boolean some = lost;
    lost = false;
    return some;
  }
}
