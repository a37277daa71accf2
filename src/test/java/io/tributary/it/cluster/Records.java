package io.tributary.it.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the nodes emitted, as far as it was read. */
final class Records {

  private final Map<Integer, RecordFile.Tail> tails = new HashMap<>();
  private final List<Emission> all = new ArrayList<>();
  private final Map<String, Emission> latest = new HashMap<>();
  private long changedAt;

  Records(List<Member> nodes) {
    nodes.forEach(node -> tails.put(node.host, new RecordFile.Tail(node.record())));
  }

  /** Reads what is new. */
  void read() {
    List<Emission> fresh = new ArrayList<>();
    tails.forEach(
        (host, tail) -> tail.read().forEach(line -> fresh.add(Emission.parse(host, line))));
    fresh.sort(Comparator.comparingLong(Emission::at));
    for (Emission emission : fresh) {
      all.add(emission);
      Emission before = latest.get(emission.api());
      if (before == null || before.at() < emission.at()) {
        latest.put(emission.api(), emission);
        if (before == null || before.node() != emission.node()) {
          changedAt = emission.at();
        }
      }
    }
  }

  /** Every emission in the order of time. */
  List<Emission> sorted() {
    return all.stream().sorted(Comparator.comparingLong(Emission::at)).toList();
  }

  /** How many APIs have emitted since that time, each by one of {@code hosts}. */
  long emitting(Set<Integer> hosts, long since) {
    return latest.values().stream()
        .filter(it -> it.at() > since && hosts.contains(it.node()))
        .count();
  }

  /** The hosts that emitted last for some API. */
  Set<Integer> owners() {
    Set<Integer> owners = new HashSet<>();
    latest.values().forEach(it -> owners.add(it.node()));
    return owners;
  }

  /** How many APIs each host emitted last for. */
  Map<Integer, Long> shares() {
    Map<Integer, Long> shares = new HashMap<>();
    latest.values().forEach(it -> shares.merge(it.node(), 1L, Long::sum));
    return shares;
  }

  /** When an API last went to another node. */
  long changedAt() {
    return changedAt;
  }
}
