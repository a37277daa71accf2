package io.tributary.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import io.tributary.testkit.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopWatchTest {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final EventExecutor free = new DefaultEventExecutor();
  private final EventExecutor stuck = new DefaultEventExecutor();
  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicInteger halts = new AtomicInteger();
  private final LoopWatch watch =
      new LoopWatch(List.of(free, stuck), LIMIT, halts::incrementAndGet, 0);

  private long now;

  @BeforeEach
  void block() {
    CountDownLatch blocked = new CountDownLatch(1);
    stuck.execute(
        () -> {
          blocked.countDown();
          awaitRelease();
        });
    Waiting.until("the loop is busy", () -> blocked.getCount() == 0);
  }

  @AfterEach
  void end() {
    release.countDown();
    for (EventExecutor loop : List.of(free, stuck)) {
      Waiting.until("it ends", () -> loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).isDone());
    }
  }

  private void awaitRelease() {
    try {
      release.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void passes(Duration time) {
    for (long end = now + time.toNanos(); now < end; ) {
      now += LoopWatch.TICK_NANOS;
      watch.look(now);
    }
  }

  @Test
  void aLoopThatAnswersNothingForTooLongEndsTheProcess() {
    passes(Duration.ofSeconds(5));
    assertThat(halts).hasValue(0);
    passes(Duration.ofSeconds(1));
    assertThat(halts.get()).isPositive();
  }

  @Test
  void aProcessThatStoodStillAsAWholeIsNotStuck() {
    passes(Duration.ofSeconds(4));
    now += Duration.ofSeconds(20).toNanos();
    watch.look(now);
    passes(Duration.ofSeconds(4));
    assertThat(halts).hasValue(0);
  }

  @Test
  void aLoopThatAnswersLateIsNotStuckAnyMore() {
    passes(Duration.ofSeconds(4));
    release.countDown();
    // Behind what it had to do: its answer is given.
    assertThat(stuck.submit(() -> true).syncUninterruptibly().isSuccess()).isTrue();
    passes(Duration.ofSeconds(4));
    assertThat(halts).hasValue(0);
  }
}
