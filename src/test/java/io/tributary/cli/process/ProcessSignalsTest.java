package io.tributary.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessSignalsTest {

  private final ProcessSignals signals = new ProcessSignals();

  @Test
  void anEchoOfTheFirstSignalIsNoSecondOne() {
    signals.cameAt(5);
    signals.cameAt(5 + Duration.ofMillis(20).toNanos());
    assertThat(signals.stop()).isDone();
    assertThat(signals.force()).isNotDone();
  }

  @Test
  void aSecondSignalForces() {
    signals.cameAt(Long.MAX_VALUE);
    signals.cameAt(Long.MAX_VALUE + Duration.ofSeconds(1).toNanos());
    assertThat(signals.force()).isDone();
  }
}
