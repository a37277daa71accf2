package io.tributary.stream.delivery;

import io.tributary.connection.Timers;
import java.util.concurrent.TimeUnit;

/**
 * The patience with the oldest unacknowledged event. It costs a look at the clock when that
 * changes; the timer behind it is set at most once per {@code ackTimeout}. Lives on one event loop.
 */
final class AckTimer {

  private final Timers timers;
  private final long limit;
  private final Runnable onTimeout;
  private Timers.Timer timer = Timers.Timer.NONE;
  private boolean armed;
  private boolean running;
  private long since;

  AckTimer(Timers timers, long limitMillis, Runnable onTimeout) {
    this.timers = timers;
    this.limit = TimeUnit.MILLISECONDS.toNanos(limitMillis);
    this.onTimeout = onTimeout;
  }

  /** Begins anew, for another event or another send of the same one. */
  void restart() {
    running = true;
    since = timers.nanoTime();
    if (!armed) {
      arm(limit);
    }
  }

  /** There is nothing to wait for. */
  void rest() {
    running = false;
  }

  void cancel() {
    running = false;
    armed = false;
    timer.cancel();
  }

  private void arm(long nanos) {
    armed = true;
    long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
    timer = timers.after(nanos % 1_000_000 == 0 ? millis : millis + 1, this::check);
  }

  private void check() {
    armed = false;
    if (!running) {
      return;
    }
    long left = since + limit - timers.nanoTime();
    if (left > 0) {
      arm(left);
    } else {
      running = false;
      onTimeout.run();
    }
  }
}
