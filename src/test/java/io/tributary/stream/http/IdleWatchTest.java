package io.tributary.stream.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testkit.FakeTimers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class IdleWatchTest {

  private final FakeTimers timers = new FakeTimers();
  private int idle;
  private final IdleWatch watch = new IdleWatch(timers, Duration.ofSeconds(10), () -> idle++);

  private void advance(int seconds) {
    timers.advance(Duration.ofSeconds(seconds));
  }

  @Test
  void silenceIsNoticedAfterTheLimit() {
    watch.start();
    advance(9);
    assertThat(idle).isZero();
    advance(2);
    assertThat(idle).isEqualTo(1);
  }

  @Test
  void everyByteStartsTheClockAgain() {
    watch.start();
    for (int i = 0; i < 10; i++) {
      advance(9);
      watch.touch();
    }
    assertThat(idle).isZero();
    advance(11);
    assertThat(idle).isEqualTo(1);
  }

  @Test
  void theClockStandsStillWhileTheStreamIsHeldBack() {
    watch.start();
    advance(6);
    watch.hold(true);
    advance(1000);
    assertThat(idle).isZero();
    watch.hold(false);
    advance(3);
    assertThat(idle).isZero();
    advance(2);
    assertThat(idle).isEqualTo(1);
  }

  @Test
  void aByteThatArrivesWhileHeldBackDoesNotLendTimeToTheFuture() {
    watch.start();
    watch.hold(true);
    advance(100);
    watch.touch();
    watch.hold(false);
    advance(11);
    assertThat(idle).isEqualTo(1);
  }

  @Test
  void aStoppedWatchLeavesNoTimer() {
    watch.start();
    advance(5);
    watch.touch();
    watch.stop();
    assertThat(timers.waiting()).isEmpty();
    advance(100);
    assertThat(idle).isZero();
  }

  @Test
  void aLimitOfZeroIsNever() {
    IdleWatch off = new IdleWatch(timers, Duration.ZERO, () -> idle++);
    off.start();
    off.hold(true);
    off.hold(false);
    advance(100_000);
    assertThat(idle).isZero();
    assertThat(timers.waiting()).isEmpty();
  }
}
