package io.tributary.stream;

import io.tributary.bus.ErrorMessage;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;

/** The last errors of one stream, for whoever looks at it. Thread-safe. */
public final class RecentErrors {

  /**
   * An error.
   *
   * @param at when it was reported
   */
  public record Entry(Instant at, ErrorMessage error) {}

  private static final int KEPT = 20;

  /** Most streams never have one: it is made with the first. */
  private ArrayDeque<Entry> entries;

  synchronized void add(ErrorMessage error) {
    if (entries == null) {
      entries = new ArrayDeque<>();
    }
    if (entries.size() == KEPT) {
      entries.removeLast();
    }
    entries.addFirst(new Entry(Instant.now(), error));
  }

  /** The latest first. */
  public synchronized List<Entry> latest() {
    return entries == null ? List.of() : List.copyOf(entries);
  }
}
