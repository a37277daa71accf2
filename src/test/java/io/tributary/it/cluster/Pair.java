package io.tributary.it.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Two nodes with a quorum of one or of two: what becomes of all APIs when one of them fails. */
public final class Pair {

  private static final double NANOS_PER_SECOND = 1e9;

  private final Fleet fleet;
  private final int apis;

  private Pair(Fleet fleet, int apis) {
    this.fleet = fleet;
    this.apis = apis;
  }

  /** How many APIs, and the quorum. */
  public static void main(String[] args) throws IOException {
    int apis = Integer.parseInt(args[0]);
    Path folder = Files.createTempDirectory("pair");
    try (Fleet fleet = new Fleet(folder, 2, Integer.parseInt(args[1]), apis)) {
      fleet.start(fleet.nodes.get(0));
      fleet.start(fleet.consumer);
      fleet.start(fleet.nodes.get(1));
      fleet.publish();
      fleet.settle();
      System.out.println("| fault | the other emits | since | emitted by both | again after |");
      System.out.println("|---|---|---|---|---|");
      for (Fault.Kind kind :
          new Fault.Kind[] {Fault.Kind.KILL, Fault.Kind.HANG, Fault.Kind.CUT, Fault.Kind.LEAVE}) {
        new Pair(fleet, apis).fault(kind);
      }
    }
  }

  private void fault(Fault.Kind kind) throws IOException {
    Member one = fleet.nodes.get(0);
    Member other = fleet.nodes.get(1);
    long from = System.nanoTime();
    switch (kind) {
      case KILL -> one.kill();
      case LEAVE -> one.leave();
      case HANG -> one.signal("STOP");
      default -> fleet.network.cut(one.host);
    }
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(Fault.SECONDS));
    fleet.records.read();
    List<Emission> seen = fleet.records.sorted();
    long alone = emittedBy(other, seen, System.nanoTime() - TimeUnit.SECONDS.toNanos(2));
    String since =
        takeover(seen, one, from).stream()
            .mapToObj(at -> seconds(at - from))
            .findFirst()
            .orElse("never");
    long back = System.nanoTime();
    switch (kind) {
      case HANG -> one.signal("CONT");
      case CUT -> fleet.network.heal(one.host);
      default -> fleet.start(one);
    }
    fleet.settle();
    long both =
        new Verdict(fleet.records.sorted().stream().filter(it -> it.at() > from).toList())
            .emittedByTwo();
    System.out.printf(
        "| %s | %d of %d | %s | %d | %s |%n",
        kind.words, alone, apis, since, both, seconds(again(back) - back));
  }

  /** When every API had emitted again, and none moved any more. */
  private long again(long back) {
    Map<String, Long> first = new HashMap<>();
    fleet.records.sorted().stream()
        .filter(it -> it.at() > back)
        .forEach(it -> first.putIfAbsent(it.api(), it.at()));
    return first.values().stream().reduce(Math.max(back, fleet.records.changedAt()), Math::max);
  }

  /** How many APIs a node has emitted since that time. */
  private static long emittedBy(Member node, List<Emission> seen, long since) {
    return seen.stream()
        .filter(it -> it.node() == node.host && it.at() > since)
        .map(Emission::api)
        .distinct()
        .count();
  }

  /** When the last API that {@code one} had was emitted by another node for the first time. */
  private static OptionalLong takeover(List<Emission> seen, Member one, long from) {
    Map<String, Integer> owner = new HashMap<>();
    Map<String, Long> taken = new HashMap<>();
    for (Emission emission : seen) {
      if (emission.at() <= from) {
        owner.put(emission.api(), emission.node());
      } else if (emission.node() != one.host && owner.get(emission.api()) == one.host) {
        taken.putIfAbsent(emission.api(), emission.at());
      }
    }
    return taken.values().stream().mapToLong(Long::longValue).max();
  }

  private static String seconds(long nanos) {
    return "%.1f s".formatted(nanos / NANOS_PER_SECOND);
  }
}
