package io.tributary.cli.run;

import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread of its own that ends a process whose event loops are stuck: its node is alive to the
 * others, so nobody would take its streams over. A process that was stopped as a whole and
 * continued is not stuck.
 */
final class LoopWatch {

  private static final Logger LOG = LoggerFactory.getLogger(LoopWatch.class);

  /** Between two looks. */
  static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final List<Beat> beats = new ArrayList<>();
  private final long limitNanos;
  private final Runnable halt;
  private long lookedAt;

  /**
   * Watches nothing yet.
   *
   * @param limit how long a loop may be busy with one thing
   */
  LoopWatch(List<EventExecutor> loops, Duration limit, Runnable halt, long now) {
    loops.forEach(loop -> beats.add(new Beat(loop)));
    this.limitNanos = limit.toNanos();
    this.halt = halt;
    this.lookedAt = now;
  }

  /** Watches every event loop of {@code vertx} for as long as the process lives. */
  static void start(Vertx vertx, Duration limit, Runnable halt) {
    List<EventExecutor> loops = new ArrayList<>();
    ((VertxInternal) vertx).eventLoopGroup().forEach(loops::add);
    LoopWatch watch = new LoopWatch(loops, limit, halt, System.nanoTime());
    Thread thread = new Thread(watch::run, "tributary-loop-watch");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(TICK_NANOS);
      look(System.nanoTime());
    }
  }

  /** To be called every {@link #TICK_NANOS}; a call that comes late tells that all stood still. */
  void look(long now) {
    boolean stoodStill = now - lookedAt > 3 * TICK_NANOS;
    lookedAt = now;
    for (Beat beat : beats) {
      if (stoodStill || beat.answered) {
        beat.ask(now);
      } else if (now - beat.askedAt > limitNanos) {
        LOG.error(
            "an event loop has been stuck for {} ms: the process ends so that others take over",
            TimeUnit.NANOSECONDS.toMillis(now - beat.askedAt));
        halt.run();
        return;
      }
    }
  }

  private static final class Beat {

    private final EventExecutor loop;
    private volatile boolean answered = true;
    private long askedAt;

    private Beat(EventExecutor loop) {
      this.loop = loop;
    }

    private void ask(long now) {
      askedAt = now;
      if (answered && !loop.isShuttingDown()) {
        answered = false;
        loop.execute(() -> answered = true);
      }
    }
  }
}
