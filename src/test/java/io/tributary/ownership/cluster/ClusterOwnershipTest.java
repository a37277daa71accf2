package io.tributary.ownership.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import io.tributary.cluster.HazelcastSettings;
import io.tributary.config.ClusterConfig;
import io.tributary.testkit.Ports;
import io.tributary.testkit.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Three real members on loopback. */
class ClusterOwnershipTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> APIS = IntStream.range(0, 60).mapToObj(i -> "api" + i).toList();

  private final List<Member> members = new ArrayList<>();

  @AfterEach
  void closeAll() {
    members.forEach(Member::leave);
  }

  @Test
  void everyApiIsOwnedOnceThroughJoinLeaveAndDeath() {
    List<Integer> ports = List.of(Ports.free(), Ports.free(), Ports.free());
    Member a = join(ports, 0).take(definitions());
    assertThat(a.emits()).as("alone of three").isEmpty();

    Member b = join(ports, 1).take(definitions());
    awaitAllOwnedOnce(a, b);
    Map<String, Long> before = epochs(a, b);

    Member c = join(ports, 2).take(definitions());
    awaitAllOwnedOnce(a, b, c);
    Waiting.until(() -> "the joiner has a share", PATIENCE, () -> c.emits().size() > 5);
    awaitAllOwnedOnce(a, b, c);
    assertThat(moved(before, epochs(a, b, c))).as("moves").isEqualTo(c.emits());

    b.leave();
    awaitAllOwnedOnce(a, c);

    Map<String, Long> held = epochs(a, c);
    List<String> orphans = List.copyOf(a.emits());
    Member d = join(ports, 1).take(definitions());
    awaitAllOwnedOnce(a, c, d);

    a.vanish();
    awaitAllOwnedOnce(c, d);
    assertThat(orphans)
        .allMatch(api -> epochs(c, d).get(api) > held.get(api), "has a higher epoch");
    assertThat(a.emits()).as("of one that was left behind").isEmpty();
  }

  private Member join(List<Integer> ports, int index) {
    Member member = Member.join(settings(ports, ports.get(index)));
    members.add(member);
    return member;
  }

  private static Config settings(List<Integer> ports, int port) {
    ClusterConfig cluster =
        new ClusterConfig(
            "test-" + ports,
            ports.stream().map(it -> "127.0.0.1:" + it).toList(),
            Optional.empty(),
            port,
            Optional.empty(),
            3,
            2,
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Optional.empty(),
            Optional.empty());
    return HazelcastSettings.of(cluster);
  }

  private static Map<String, String> definitions() {
    Map<String, String> definitions = new HashMap<>();
    APIS.forEach(api -> definitions.put(api, "hash"));
    return definitions;
  }

  private static void awaitAllOwnedOnce(Member... some) {
    Predicate<String> once =
        api -> List.of(some).stream().filter(it -> it.emits().contains(api)).count() == 1;
    Waiting.until(
        () -> "one owner each, were " + List.of(some).stream().map(Member::emits).toList(),
        PATIENCE,
        () -> APIS.stream().allMatch(once));
  }

  private static Map<String, Long> epochs(Member... some) {
    Map<String, Long> epochs = new HashMap<>();
    for (Member member : some) {
      member.emits().forEach(api -> epochs.put(api, member.epoch(api)));
    }
    return epochs;
  }

  private static Set<String> moved(Map<String, Long> before, Map<String, Long> after) {
    Set<String> moved = new HashSet<>(after.keySet());
    moved.removeIf(api -> after.get(api).equals(before.get(api)));
    return moved;
  }
}
