package io.tributary.stream.http;

import io.tributary.connection.Timers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Notices that a peer has been silent for too long. The clock stands still while we hold the stream
 * back ourselves. Lives on one event loop.
 */
final class IdleWatch {

  private final Timers timers;
  private final long limit;
  private final Runnable onIdle;
  private Timers.Timer timer = Timers.Timer.NONE;
  private long lastByte;
  private long heldSince;
  private boolean held;

  /**
   * @param limit zero: never
   * @param onIdle runs at most once per {@link #start}
   */
  IdleWatch(Timers timers, Duration limit, Runnable onIdle) {
    this.timers = timers;
    this.limit = limit.toNanos();
    this.onIdle = onIdle;
  }

  void start() {
    lastByte = timers.nanoTime();
    arm(limit);
  }

  /** The peer sent something. */
  void touch() {
    lastByte = timers.nanoTime();
  }

  void hold(boolean hold) {
    if (hold == held) {
      return;
    }
    held = hold;
    if (hold) {
      heldSince = timers.nanoTime();
      timer.cancel();
    } else {
      long now = timers.nanoTime();
      lastByte = Math.min(now, lastByte + now - heldSince);
      check();
    }
  }

  void stop() {
    timer.cancel();
  }

  private void arm(long nanos) {
    if (limit > 0 && !held) {
      timer.cancel();
      timer = timers.after(TimeUnit.NANOSECONDS.toMillis(nanos) + 1, this::check);
    }
  }

  private void check() {
    long left = lastByte + limit - timers.nanoTime();
    if (limit > 0 && left <= 0) {
      onIdle.run();
    } else {
      arm(left);
    }
  }
}
