package io.tributary.ownership.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.ownership.claim.Claim;
import io.tributary.testkit.FakeTimers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HistoryTest {

  private static final String API = "prices";
  private static final long FAR = 9_000_000_000_000_000L;

  private final FakeTimers timers = new FakeTimers();
  private final History history = new History("me", () -> 0, timers::nanoTime);

  private void saw(Map<String, Claim> claims, boolean inTouch) {
    history.saw(claims, Set.of(API), inTouch);
  }

  @Test
  void aClaimThatHasVanishedLapsesWhenNobodyCanEmitByItAnyMore() {
    saw(Map.of(), true);
    timers.advance(Duration.ofSeconds(3));
    saw(Map.of(), true);
    assertThat(history.hasLapsed(API)).isFalse();
    timers.advance(Duration.ofMillis(300));
    assertThat(history.hasLapsed(API)).isTrue();

    saw(Map.of(API, new Claim("other", 7, true)), true);
    assertThat(history.hasLapsed(API)).isFalse();
    assertThat(history.isWaiting()).isFalse();
  }

  @Test
  void absenceDoesNotCountWithoutContactToEnoughNodes() {
    saw(Map.of(), true);
    timers.advance(Duration.ofSeconds(2));
    saw(Map.of(), false);
    saw(Map.of(), true);
    timers.advance(Duration.ofSeconds(2));
    assertThat(history.hasLapsed(API)).isFalse();
  }

  @Test
  void anEpochIsAboveAllThatAreKnownAlsoWhenTheMapHasLostThem() {
    saw(Map.of(API, new Claim("other", FAR, true)), true);
    saw(Map.of(), true);
    assertThat(history.epochFloor(API)).isGreaterThan(FAR);
    assertThat(history.epochFloor("another")).isLessThan(FAR);
    assertThat(new History("me", () -> FAR, timers::nanoTime).epochFloor(API))
        .isGreaterThanOrEqualTo(FAR);
  }

  @Test
  void twoNodesNeverTakeTheSameEpoch() {
    History other = new History("other", () -> 0, timers::nanoTime);
    Map<String, Claim> claims = Map.of(API, new Claim("third", FAR, true));
    saw(claims, true);
    other.saw(claims, Set.of(API), true);
    assertThat(history.epochFloor(API)).isNotEqualTo(other.epochFloor(API));
  }
}
