package io.tributary.ownership.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testkit.FakeTimers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Three nodes, two of which open a gate, unless a test says otherwise. */
class DeparturesTest {

  private final FakeTimers clock = new FakeTimers();
  private final Departures departures = new Departures(3, 2, clock::nanoTime);

  @Test
  void oneThatWasKilledIsGoneWhenItsLastConfirmationHasLapsedEverywhere() {
    departures.confirmed("a");
    clock.advance(Duration.ofMillis(3200));
    departures.refused("b", "a", 3200);
    assertThat(departures.isGone("a")).isFalse();
    clock.advance(Duration.ofMillis(100));
    assertThat(departures.isGone("a")).isTrue();
  }

  @Test
  void oneThatAnotherStillConfirmsIsNotGone() {
    departures.confirmed("a");
    departures.refused("b", "a", 10_000);
    clock.advance(Duration.ofSeconds(1));
    departures.confirms("b", "a");
    clock.advance(Duration.ofSeconds(10));
    assertThat(departures.isGone("a")).isFalse();
  }

  @Test
  void oneThatAnotherConfirmedJustBeforeItRefusedIsNotYetGone() {
    clock.advance(Duration.ofSeconds(10));
    departures.refused("b", "a", 500);
    assertThat(departures.isGone("a")).isFalse();
    clock.advance(Duration.ofMillis(2800));
    departures.refused("b", "a", 3300);
    assertThat(departures.isGone("a")).isTrue();
  }

  @Test
  void whatAnotherSaidLongAgoCountsNothing() {
    clock.advance(Duration.ofSeconds(10));
    departures.refused("b", "a", 10_000);
    assertThat(departures.isGone("a")).isTrue();
    clock.advance(Duration.ofSeconds(4));
    assertThat(departures.isGone("a")).isFalse();
  }

  @Test
  void aNodeThatHasJustStartedCannotKnowWhatItConfirmedInItsFormerLife() {
    departures.refused("b", "a", Departures.NEVER_MILLIS);
    assertThat(departures.isGone("a")).isFalse();
    clock.advance(Duration.ofMillis(3300));
    departures.refused("b", "a", Departures.NEVER_MILLIS);
    assertThat(departures.isGone("a")).isTrue();
    assertThat(departures.confirmedAgo("a")).isEqualTo(3300);
  }

  @Test
  void oneThatComesBackIsNotGoneAnyMore() {
    clock.advance(Duration.ofSeconds(10));
    departures.refused("b", "a", 10_000);
    assertThat(departures.isGone("a")).isTrue();
    departures.confirmed("a");
    assertThat(departures.isGone("a")).isFalse();
  }

  @Test
  void amongFiveThreeHaveToRefuse() {
    Departures five = new Departures(5, 3, clock::nanoTime);
    clock.advance(Duration.ofSeconds(10));
    five.refused("b", "a", 10_000);
    assertThat(five.isGone("a")).isFalse();
    five.refused("c", "a", 10_000);
    assertThat(five.isGone("a")).isTrue();
  }

  @Test
  void withAQuorumOfOneItsOwnWordIsEnough() {
    Departures two = new Departures(2, 1, clock::nanoTime);
    clock.advance(Duration.ofSeconds(4));
    assertThat(two.isGone("a")).isTrue();
  }
}
