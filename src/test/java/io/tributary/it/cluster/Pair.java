package io.tributary.it.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
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
    long recent = System.nanoTime() - TimeUnit.SECONDS.toNanos(2);
    long alone = fleet.records.emitting(Set.of(other.host), recent);
    long changed = fleet.records.changedAt();
    String since = changed < from ? "never" : seconds(changed - from);
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
        kind.words, alone, apis, since, both, seconds(fleet.records.changedAt() - back));
  }

  private static String seconds(long nanos) {
    return "%.1f s".formatted(nanos / NANOS_PER_SECOND);
  }
}
