package io.tributary.ownership.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RendezvousTest {

  private static final List<String> NODES =
      List.of("10.0.0.1:5701", "10.0.0.2:5701", "10.0.0.3:5701");
  private static final List<String> APIS =
      IntStream.range(0, 3000).mapToObj(i -> "api" + i).toList();

  @Test
  void theSameTextHasTheSameScoreOnEveryNodeAndInEveryVersion() {
    assertThat(Rendezvous.score("prices", "10.0.0.1:5701")).isEqualTo(SCORE);
    assertThat(Rendezvous.score("prices", "")).isNotEqualTo(Rendezvous.score("", "prices"));
  }

  private static final long SCORE = 1_358_885_862_714_060_520L;

  @Test
  void nobodyOwnsWhatThereIsNobodyToOwn() {
    assertThat(Rendezvous.owner("prices", List.of())).isEmpty();
  }

  @Test
  void theOrderInWhichNodesAreListedDoesNotMatter() {
    List<String> reversed = List.of(NODES.get(2), NODES.get(1), NODES.get(0));
    assertThat(APIS)
        .allMatch(api -> Rendezvous.owner(api, NODES).equals(Rendezvous.owner(api, reversed)));
  }

  @Test
  void aThirdOfTheApisIsForEachOfThreeNodes() {
    Map<String, Long> shares =
        APIS.stream()
            .collect(Collectors.groupingBy(RendezvousTest::ownerOfThree, Collectors.counting()));
    assertThat(shares.values()).hasSize(3).allMatch(share -> share > 850 && share < 1150);
  }

  @Test
  void aNodeThatLeavesMovesItsOwnApisOnly() {
    List<String> two = NODES.subList(0, 2);
    assertThat(APIS)
        .filteredOn(api -> two.contains(ownerOfThree(api)))
        .allMatch(api -> Rendezvous.owner(api, two).orElseThrow().equals(ownerOfThree(api)));
  }

  @Test
  void namesThatDifferInOneDigitAreSpreadAsWell() {
    List<String> ten = IntStream.range(0, 10).mapToObj(i -> "node-" + i + ":5701").toList();
    Map<String, Long> shares =
        APIS.stream()
            .map(api -> Rendezvous.owner(api, ten).orElseThrow())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(shares.values()).hasSize(10).allMatch(share -> share > 220 && share < 380);
  }

  private static String ownerOfThree(String api) {
    return Rendezvous.owner(api, NODES).orElseThrow();
  }
}
