package io.tributary.ownership.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every kind of claim × who should own × whether something runs here. */
class ClaimPlanTest {

  private static final String API = "prices";
  private static final String ME = "me";
  private static final long FLOOR = 5;

  private static final String TAKE_NEW = "take " + ME + "|5|held";
  private static final String TAKE_NEXT = "take " + ME + "|8|held";
  private static final String HAND_OVER = "hand over";
  private static final String RELEASE = "release";
  private static final String LOST = "lost";
  private static final String NOTHING = "nothing";

  private enum Desired {
    ME,
    OTHER,
    NOBODY
  }

  /**
   * @param claim as in the map, empty: none
   * @param running whether a stream runs here for {@code me|7|held}
   */
  private record Row(String claim, Desired desired, boolean running, String expected) {}

  private static final List<Row> TABLE =
      List.of(
          new Row("", Desired.ME, false, TAKE_NEW),
          new Row("", Desired.OTHER, false, NOTHING),
          new Row("", Desired.NOBODY, false, NOTHING),
          new Row("", Desired.ME, true, LOST),
          new Row("", Desired.OTHER, true, LOST),
          new Row("", Desired.NOBODY, true, LOST),
          new Row("me|7|held", Desired.ME, false, TAKE_NEXT),
          new Row("me|7|held", Desired.OTHER, false, RELEASE),
          new Row("me|7|held", Desired.NOBODY, false, RELEASE),
          new Row("me|7|held", Desired.ME, true, NOTHING),
          new Row("me|7|held", Desired.OTHER, true, HAND_OVER),
          new Row("me|7|held", Desired.NOBODY, true, HAND_OVER),
          new Row("me|8|held", Desired.ME, true, LOST),
          new Row("me|8|held", Desired.OTHER, true, LOST),
          new Row("me|7|released", Desired.ME, false, TAKE_NEXT),
          new Row("me|7|released", Desired.OTHER, false, NOTHING),
          new Row("me|7|released", Desired.ME, true, LOST),
          new Row("me|7|released", Desired.OTHER, true, LOST),
          new Row("other|7|released", Desired.ME, false, TAKE_NEXT),
          new Row("other|7|released", Desired.OTHER, false, NOTHING),
          new Row("other|7|held", Desired.ME, false, NOTHING),
          new Row("other|7|held", Desired.OTHER, false, NOTHING),
          new Row("other|7|held", Desired.ME, true, LOST),
          new Row("other|7|held", Desired.OTHER, true, LOST),
          new Row("gone|7|held", Desired.ME, false, TAKE_NEXT),
          new Row("gone|7|held", Desired.OTHER, false, NOTHING),
          new Row("gone|7|held", Desired.ME, true, LOST));

  @TestFactory
  Stream<DynamicTest> everyRow() {
    return TABLE.stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.toString(),
                    () -> assertThat(step(row, true, Set.of())).isEqualTo(row.expected)));
  }

  @TestFactory
  Stream<DynamicTest> withoutTouchToEnoughNodesNothingIsTakenAndAllElseHolds() {
    return TABLE.stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.toString(),
                    () ->
                        assertThat(step(row, false, Set.of()))
                            .isEqualTo(row.expected.startsWith("take") ? NOTHING : row.expected)));
  }

  @TestFactory
  Stream<DynamicTest> nothingIsDoneAboutAnApiWithAChangeUnderWay() {
    return TABLE.stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.toString(),
                    () -> assertThat(step(row, true, Set.of(API))).isEqualTo(NOTHING)));
  }

  @Test
  void aClaimIsReadAsItWasWritten() {
    Claim claim = new Claim("8f0c-1", 1_763_800_000, true);
    assertThat(Claim.parse(claim.text())).isEqualTo(claim);
    assertThat(Claim.parse(claim.released().text()).held()).isFalse();
    for (String bad : List.of("", "a|b", "a|x|held", "a|1|kept", "a|1|held|", "a|-1|held")) {
      assertThatThrownBy(() -> Claim.parse(bad))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("\"" + bad + "\"");
    }
  }

  @TestFactory
  Stream<DynamicTest> aClaimThatHasJustVanishedIsNotTakenWhileItsHolderMayEmit() {
    return TABLE.stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.toString(),
                    () ->
                        assertThat(step(row, true, Set.of(), false))
                            .isEqualTo(row.expected.equals(TAKE_NEW) ? NOTHING : row.expected)));
  }

  @Test
  void theNextEpochIsNeitherBelowTheFloorNorTheClaimBefore() {
    Optional<Claim> before = Optional.of(new Claim("other", 7, true));
    assertThat(Claim.next(before, ME, 5).epoch()).isEqualTo(8);
    assertThat(Claim.next(before, ME, 20).epoch()).isEqualTo(20);
  }

  private static String step(Row row, boolean mayTake, Set<String> busy) {
    return step(row, mayTake, busy, true);
  }

  private static String step(Row row, boolean mayTake, Set<String> busy, boolean lapsed) {
    Roster knows = new Roster("n1", Map.of(API, "h"));
    Electorate electorate =
        switch (row.desired) {
          case ME -> new Electorate(Map.of(ME, knows));
          case OTHER -> new Electorate(Map.of("other", knows));
          case NOBODY -> new Electorate(Map.of());
        };
    Optional<Claim> claim =
        row.claim.isEmpty() ? Optional.empty() : Optional.of(Claim.parse(row.claim));
    List<Step> steps =
        new ClaimPlan(
                ME,
                electorate,
                claim.map(it -> Map.of(API, it)).orElse(Map.of()),
                row.running ? Map.of(API, new Claim(ME, 7, true)) : Map.of(),
                busy,
                mayTake,
                "gone"::equals,
                api -> lapsed,
                api -> FLOOR)
            .steps();
    assertThat(steps).hasSizeLessThan(2);
    return steps.isEmpty() ? NOTHING : named(steps.get(0), claim);
  }

  private static String named(Step step, Optional<Claim> claim) {
    if (step instanceof Step.Take take) {
      assertThat(take.expected()).isEqualTo(claim);
      return "take " + take.next().text();
    }
    return step instanceof Step.Lost ? LOST : step instanceof Step.HandOver ? HAND_OVER : RELEASE;
  }
}
