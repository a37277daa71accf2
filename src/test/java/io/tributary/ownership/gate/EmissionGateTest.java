package io.tributary.ownership.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testkit.FakeTimers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EmissionGateTest {

  private static final Duration MILLI = Duration.ofMillis(1);

  private final FakeTimers clock = new FakeTimers();

  @Test
  void isClosedUntilAMajorityConfirmsAndTheClaimsAreKnown() {
    EmissionGate gate = gate(2);
    assertThat(gate.isOpen()).isFalse();
    gate.confirmed("b", clock.nanoTime());
    assertThat(gate.hasQuorum()).isTrue();
    assertThat(gate.isOpen()).isFalse();
    gate.verified(clock.nanoTime());
    assertThat(gate.isOpen()).isTrue();
  }

  @Test
  void closesThreeSecondsAfterTheQuestionWhoseAnswerWasTheLast() {
    EmissionGate gate = gate(2);
    long asked = clock.nanoTime();
    clock.advance(Duration.ofSeconds(1));
    open(gate, asked);
    clock.advance(Duration.ofSeconds(2).minus(MILLI));
    assertThat(gate.isOpen()).isTrue();
    clock.advance(MILLI);
    assertThat(gate.isOpen()).isFalse();
  }

  @Test
  void anAnswerToAnOlderQuestionDoesNotShortenIt() {
    EmissionGate gate = gate(2);
    long early = clock.nanoTime();
    clock.advance(Duration.ofSeconds(1));
    open(gate, clock.nanoTime());
    gate.confirmed("b", early);
    clock.advance(Duration.ofSeconds(3).minus(MILLI));
    assertThat(gate.isOpen()).isTrue();
  }

  @Test
  void inFiveNodesTheSecondLatestConfirmationCounts() {
    EmissionGate gate = gate(3);
    gate.confirmed("b", clock.nanoTime());
    assertThat(gate.hasQuorum()).isFalse();
    clock.advance(Duration.ofSeconds(1));
    gate.confirmed("c", clock.nanoTime());
    assertThat(gate.hasQuorum()).isTrue();
    clock.advance(Duration.ofSeconds(1));
    gate.confirmed("d", clock.nanoTime());
    clock.advance(Duration.ofSeconds(2).minus(MILLI));
    assertThat(gate.hasQuorum()).as("by c and d, of which c is older").isTrue();
    clock.advance(MILLI);
    assertThat(gate.hasQuorum()).isFalse();
  }

  @Test
  void oneNodeHasOneVoteHoweverOftenItConfirms() {
    EmissionGate gate = gate(3);
    gate.confirmed("b", clock.nanoTime());
    gate.confirmed("b", clock.nanoTime());
    assertThat(gate.hasQuorum()).isFalse();
  }

  @Test
  void afterItWasClosedTheClaimsHaveToBeReadAgain() {
    EmissionGate gate = gate(2);
    open(gate, clock.nanoTime());
    clock.advance(Duration.ofSeconds(20));
    long stale = clock.nanoTime();
    clock.advance(MILLI);
    gate.confirmed("b", clock.nanoTime());
    assertThat(gate.isOpen()).isFalse();
    gate.verified(stale);
    assertThat(gate.isOpen()).as("what was read before the confirmation counts nothing").isFalse();
    gate.verified(clock.nanoTime());
    assertThat(gate.isOpen()).isTrue();
  }

  @Test
  void isAlwaysOpenWhereNobodyElseIsNeeded() {
    EmissionGate gate = gate(1);
    assertThat(gate.isOpen()).isTrue();
    clock.advance(Duration.ofDays(1));
    assertThat(gate.isOpen()).isTrue();
  }

  @Test
  void standsAClockThatWraps() {
    long[] now = {Long.MAX_VALUE - 1};
    EmissionGate gate = new EmissionGate(2, () -> now[0]);
    gate.confirmed("b", now[0]);
    gate.verified(now[0]);
    now[0] += Duration.ofSeconds(2).toNanos();
    assertThat(gate.isOpen()).isTrue();
    now[0] += Duration.ofSeconds(1).toNanos();
    assertThat(gate.isOpen()).isFalse();
  }

  private EmissionGate gate(int quorum) {
    return new EmissionGate(quorum, clock::nanoTime);
  }

  private void open(EmissionGate gate, long askedAt) {
    gate.confirmed("b", askedAt);
    gate.verified(clock.nanoTime());
    assertThat(gate.isOpen()).isTrue();
  }
}
