package io.tributary.metrics;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A count that one thread writes and any thread reads. Counting costs what a plain field costs: no
 * fence, no box, no look-up.
 */
public final class Tally {

  private final AtomicLong count = new AtomicLong();

  /** Only the one writer calls this. */
  public void add(long amount) {
    count.setOpaque(count.getPlain() + amount);
  }

  /** Only the one writer calls this. */
  public void increment() {
    add(1);
  }

  /** What has been counted; another thread sees it a moment later. */
  public long value() {
    return count.getOpaque();
  }
}
