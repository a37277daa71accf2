package io.tributary.connection;

/** Time as the streams see it. All calls and all tasks are on one event loop. */
public interface Timers {

  /** Runs {@code task} once after {@code millis} milliseconds, unless it is cancelled before. */
  Timer after(long millis, Runnable task);

  /** A monotonic clock, nanoseconds from an arbitrary origin. */
  long nanoTime();

  /** A task that has not run yet. */
  interface Timer {

    /** There is nothing to cancel. */
    Timer NONE = () -> {};

    /** After this the task does not run; does nothing when it ran or was cancelled before. */
    void cancel();
  }
}
