package io.tributary.it.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How long many APIs take to find their nodes, what moves at a join, and what idling costs. */
public final class Balance {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final long IDLE_SECONDS = 20;

  private Balance() {}

  /** How many APIs. */
  public static void main(String[] args) throws IOException {
    int apis = Integer.parseInt(args[0]);
    Path folder = Files.createTempDirectory("balance");
    System.out.println("records in " + folder);
    try (Fleet fleet = new Fleet(folder, 3, 1, apis)) {
      fleet.publish();
      fleet.start(fleet.consumer);
      System.out.println("| node that joined | ready after | balanced after | moved | elsewhere |");
      System.out.println("|---|---|---|---|---|");
      for (Member node : fleet.nodes) {
        join(fleet, node);
      }
      System.out.println("APIs of each node: " + fleet.records.shares());
      fleet.silence();
      idle(fleet);
    }
  }

  private static void join(Fleet fleet, Member node) throws IOException {
    long started = System.nanoTime();
    fleet.start(node);
    long ready = System.nanoTime();
    fleet.settle();
    Fault join = new Fault(Fault.Kind.JOIN, node.host, started, System.nanoTime());
    Verdict.Effect effect = new Verdict(fleet.records.sorted()).effect(join);
    System.out.printf(
        "| %d | %s | %s | %d | %d |%n",
        node.host % 10,
        seconds(ready - started),
        seconds(fleet.records.changedAt() - ready),
        effect.moved(),
        effect.strays());
  }

  private static String seconds(long nanos) {
    return "%.1f s".formatted(nanos / NANOS_PER_SECOND);
  }

  private static void idle(Fleet fleet) {
    double[] before = fleet.nodes.stream().mapToDouble(Member::cpuSeconds).toArray();
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(IDLE_SECONDS));
    for (int i = 0; i < before.length; i++) {
      double share = (fleet.nodes.get(i).cpuSeconds() - before[i]) / IDLE_SECONDS;
      System.out.printf("node %d idles at %.1f %% of a core%n", i + 1, 100 * share);
    }
  }
}
