package io.tributary.ownership.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ElectorateTest {

  private static final Map<String, String> OLD = Map.of("prices", "b-old");
  private static final Map<String, String> NEW = Map.of("prices", "a-new");

  @Test
  void theLargerGroupOwnsAnApiThatNodesDefineDifferently() {
    Electorate electorate =
        new Electorate(
            Map.of(
                "1", new Roster("n1", NEW),
                "2", new Roster("n2", OLD),
                "3", new Roster("n3", OLD)));
    assertThat(electorate.owner("prices")).get().isIn("2", "3");
    assertThat(electorate.disputed()).containsExactly("prices");
  }

  @Test
  void ofTwoEqualGroupsTheOneWithTheSmallerHashOwns() {
    Electorate electorate =
        new Electorate(Map.of("1", new Roster("n1", OLD), "2", new Roster("n2", NEW)));
    assertThat(electorate.owner("prices")).contains("2");
  }

  @Test
  void anApiThatOneNodeKnowsIsItsOwnAndNotDisputed() {
    Electorate electorate =
        new Electorate(Map.of("1", new Roster("n1", OLD), "2", new Roster("n2", Map.of())));
    assertThat(electorate.owner("prices")).contains("1");
    assertThat(electorate.disputed()).isEmpty();
    assertThat(electorate.owner("unknown")).isEmpty();
  }

  @Test
  void aNodeThatCameBackUnderItsNameGetsTheSameApis() {
    Electorate before =
        new Electorate(Map.of("1", new Roster("n1", OLD), "2", new Roster("n2", OLD)));
    Electorate after =
        new Electorate(Map.of("3", new Roster("n1", OLD), "2", new Roster("n2", OLD)));
    assertThat(after.owner("prices").orElseThrow().equals("3"))
        .isEqualTo(before.owner("prices").orElseThrow().equals("1"));
  }

  @Test
  void ofTwoProcessesWithOneNameAllChooseTheSame() {
    assertThat(
            new Electorate(Map.of("1", new Roster("n1", OLD), "2", new Roster("n1", OLD)))
                .owner("prices"))
        .contains("2");
  }
}
