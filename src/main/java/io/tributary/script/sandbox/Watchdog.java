package io.tributary.script.sandbox;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.graalvm.polyglot.Context;

/**
 * Ends runs that take too long or allocate too much: by interrupt, and where that does not help by
 * ending the process. One thread of its own watches the one thread that runs snippets.
 */
final class Watchdog {

  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long IDLE_POLLS = 50;

  /** A run that a busy machine or the garbage collector holds up may last this many timeouts. */
  private static final int PATIENCE = 5;

  /** The first run of a snippet may last this many timeouts. */
  private static final int FIRST_RUN = 5;

  /**
   * The two low bits of {@link #state}; the others count runs, so that no kill hits a later run.
   */
  private static final long PHASE = 3;

  private static final long IDLE = 0;
  private static final long RUNNING = 1;
  private static final long KILLING = 2;
  private static final long OVER = 3;
  private static final long NEXT_RUN = 4;

  private final com.sun.management.ThreadMXBean threads =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Limits limits;
  private final IntConsumer exit;
  private final Thread runner = Thread.currentThread();
  private final Thread watcher = new Thread(this::watch, "watchdog");
  private final AtomicLong state = new AtomicLong(IDLE);
  private volatile boolean asleep;
  private volatile long startedAt;
  private volatile long allocatedBefore;
  private volatile Context context;
  private volatile boolean outOfMemory;
  private volatile long limit;
  private long sampledRun;
  private long processorTimeBefore;

  /**
   * A watchdog for the calling thread.
   *
   * @param exit ends the process
   */
  Watchdog(Limits limits, IntConsumer exit) {
    this.limits = limits;
    this.exit = exit;
    watcher.setDaemon(true);
    watcher.start();
  }

  /**
   * A run begins in {@code context}.
   *
   * @param first whether the snippet was never run here: it may have classes to load
   */
  void begin(Context context, boolean first) {
    this.context = context;
    limit = limits.timeout().toNanos() * (first ? FIRST_RUN : 1);
    allocatedBefore = threads.getCurrentThreadAllocatedBytes();
    startedAt = System.nanoTime();
    state.set((state.get() & ~PHASE) + NEXT_RUN + RUNNING);
    if (asleep) {
      LockSupport.unpark(watcher);
    }
  }

  /**
   * The run is over. Returns once it cannot be interrupted any more.
   *
   * @return why it was killed
   */
  Optional<String> end() {
    long run = state.get() & ~PHASE;
    if (state.compareAndSet(run + RUNNING, run + IDLE)) {
      return Optional.empty();
    }
    state.set(run + OVER);
    while ((state.get() & PHASE) != IDLE) {
      LockSupport.parkNanos(this, POLL_NANOS);
    }
    return Optional.of(reason());
  }

  private String reason() {
    return outOfMemory
        ? "it allocated more than " + limits.memory() + " bytes"
        : "it ran longer than " + TimeUnit.NANOSECONDS.toMillis(limit) + " ms";
  }

  private void watch() {
    long idle = 0;
    while (true) {
      long now = state.get();
      idle = (now & PHASE) == IDLE ? idle + 1 : 0;
      if (idle > IDLE_POLLS) {
        sleep();
        idle = 0;
      } else {
        LockSupport.parkNanos(this, POLL_NANOS);
      }
      if ((now & PHASE) == RUNNING && exceeded(now) && state.compareAndSet(now, now + 1)) {
        kill(now - RUNNING);
      }
    }
  }

  private void sleep() {
    asleep = true;
    // Looks again after the announcement: a run that began before it did not call.
    if ((state.get() & PHASE) == IDLE) {
      LockSupport.park(this);
    }
    asleep = false;
  }

  private boolean exceeded(long run) {
    long processorTime = threads.getThreadCpuTime(runner.getId());
    if (run != sampledRun) {
      sampledRun = run;
      processorTimeBefore = processorTime;
    }
    long elapsed = System.nanoTime() - startedAt;
    outOfMemory =
        threads.getThreadAllocatedBytes(runner.getId()) - allocatedBefore > limits.memory();
    return outOfMemory
        || elapsed > limit * PATIENCE
        || (elapsed > limit && processorTime - processorTimeBefore > limit);
  }

  /** By when a run is over, or the process. */
  static Duration longestRun(Duration timeout) {
    return timeout.multipliedBy((long) FIRST_RUN * PATIENCE).plus(Limits.GRACE);
  }

  /** Interrupts until the run is over: one that had not entered its context yet would miss one. */
  private void kill(long run) {
    long deadline = System.nanoTime() + Limits.GRACE.toNanos();
    while (state.get() == run + KILLING) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        exit.accept(outOfMemory ? Wire.EXIT_MEMORY : Wire.EXIT_STUCK);
      }
      interrupt(Duration.ofNanos(Math.max(left, POLL_NANOS)));
    }
    state.set(run + IDLE);
    LockSupport.unpark(runner);
  }

  private void interrupt(Duration patience) {
    try {
      context.interrupt(patience);
      LockSupport.parkNanos(this, POLL_NANOS);
    } catch (TimeoutException stillRunning) {
      // The grace is over.
    }
  }
}
