package io.tributary.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connection.Timers.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FakeTimersTest {

  private final FakeTimers timers = new FakeTimers();
  private final List<String> ran = new ArrayList<>();

  @Test
  void tasksRunInTheOrderTheyFallDueEachAtItsOwnTime() {
    long start = timers.nanoTime();
    timers.after(20, () -> ran.add("b at " + (timers.nanoTime() - start)));
    timers.after(10, () -> timers.after(5, () -> ran.add("a at " + (timers.nanoTime() - start))));
    timers.after(21, () -> ran.add("never"));
    timers.advance(Duration.ofMillis(20));
    assertThat(ran).containsExactly("a at 15000000", "b at 20000000");
    assertThat(timers.waiting()).containsExactly(Duration.ofMillis(1));
    assertThat(timers.nanoTime() - start).isEqualTo(20_000_000);
  }

  @Test
  void aCancelledTaskDoesNotRun() {
    Timer timer = timers.after(0, () -> ran.add("cancelled"));
    timers.after(0, () -> ran.add("kept"));
    timer.cancel();
    timers.advance(Duration.ZERO);
    assertThat(ran).containsExactly("kept");
    assertThat(timers.waiting()).isEmpty();
  }
}
