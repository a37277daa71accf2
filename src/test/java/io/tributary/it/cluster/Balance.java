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
    try (Fleet fleet = new Fleet(folder, 3, 2, apis)) {
      fleet.start(fleet.nodes.get(0));
      fleet.start(fleet.consumer);
      fleet.start(fleet.nodes.get(1));
      fleet.publish();
      long started = System.nanoTime();
      fleet.settle();
      print("two nodes run all", started, fleet);
      long joined = System.nanoTime();
      fleet.start(fleet.nodes.get(2));
      fleet.settle();
      print("a third one has its share", joined, fleet);
      fleet.records.read();
      Fault join = new Fault(Fault.Kind.JOIN, fleet.nodes.get(2).host, joined, System.nanoTime());
      System.out.println(new Verdict(fleet.records.sorted()).effect(join));
      fleet.silence();
      idle(fleet);
    }
  }

  private static void print(String what, long since, Fleet fleet) {
    double seconds = (fleet.records.changedAt() - since) / NANOS_PER_SECOND;
    System.out.printf("%s after %.1f s: %s%n", what, seconds, fleet.records.shares());
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
