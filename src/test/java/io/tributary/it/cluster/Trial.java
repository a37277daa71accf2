package io.tributary.it.cluster;

import io.tributary.it.cluster.Fault.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Three nodes, a consumer, and faults in random order; prints what each did and draws the whole. To
 * be started in a network namespace, see docs/clustering.md.
 */
public final class Trial {

  private final Fleet fleet;
  private final Random random;
  private final List<Fault> faults = new ArrayList<>();

  private Trial(Fleet fleet, long seed) {
    this.fleet = fleet;
    this.random = new Random(seed);
  }

  /** How many APIs, how many rounds of each fault, a seed, and the file of the picture. */
  public static void main(String[] args) throws IOException {
    int apis = Integer.parseInt(args[0]);
    int rounds = Integer.parseInt(args[1]);
    Path folder = Files.createTempDirectory("trial");
    System.out.println("records in " + folder);
    try (Fleet fleet = new Fleet(folder, 3, 2, apis)) {
      Trial trial = new Trial(fleet, Long.parseLong(args[2]));
      trial.run(rounds);
      trial.report(apis, Path.of(args[3]));
    }
  }

  private void run(int rounds) throws IOException {
    fleet.start(fleet.nodes.get(0));
    fleet.start(fleet.consumer);
    fleet.start(fleet.nodes.get(1));
    fleet.start(fleet.nodes.get(2));
    fleet.publish();
    fleet.settle();
    List<Kind> kinds = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      for (String kind : System.getProperty("trial.kinds", "KILL,HANG,CUT,LEAVE").split(",", -1)) {
        kinds.add(Kind.valueOf(kind));
      }
    }
    Collections.shuffle(kinds, random);
    for (Kind kind : kinds) {
      fault(kind, fleet.nodes.get(random.nextInt(fleet.nodes.size())));
    }
    for (Member node : fleet.nodes) {
      fault(Kind.LEAVE, node);
    }
  }

  private void fault(Kind kind, Member node) throws IOException {
    System.out.println(kind + " of node " + node.host % 10);
    long from = System.nanoTime();
    switch (kind) {
      case KILL -> node.kill();
      case LEAVE -> node.leave();
      case HANG -> {
        node.signal("STOP");
        pause();
        node.signal("CONT");
      }
      case CUT -> {
        fleet.network.cut(node.host);
        pause();
        fleet.network.heal(node.host);
      }
      default -> throw new IllegalArgumentException("expected a fault, got " + kind);
    }
    fleet.settle();
    faults.add(new Fault(kind, node.host, from, System.nanoTime()));
    if (!node.isAlive()) {
      long joined = System.nanoTime();
      fleet.start(node);
      fleet.settle();
      faults.add(new Fault(Kind.JOIN, node.host, joined, System.nanoTime()));
    }
  }

  private static void pause() {
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(Fault.SECONDS));
  }

  private void report(int apis, Path picture) throws IOException {
    long published = fleet.silence();
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(5));
    fleet.records.read();
    Verdict verdict = new Verdict(fleet.records.sorted());
    System.out.println("| fault | APIs that moved | median s | longest s | of others | strays |");
    System.out.println("|---|---|---|---|---|---|");
    for (Fault fault : faults) {
      Verdict.Effect effect = verdict.effect(fault);
      System.out.printf(
          "| %s, node %d | %d | %.2f | %.2f | %.2f | %d |%n",
          fault.kind().words,
          fault.host() % 10,
          effect.moved(),
          effect.median(),
          effect.longest(),
          effect.others(),
          effect.strays());
    }
    System.out.println("emitted by an old owner after a new one: " + verdict.emittedByTwo());
    System.out.println("put onto the bus again: " + verdict.emittedAgain());
    List<Emission> record =
        new RecordFile.Tail(fleet.consumer.record())
            .read().stream().map(line -> Emission.parse(fleet.consumer.host, line)).toList();
    System.out.println("published for each API: " + published);
    System.out.println("request: " + Verdict.taken(record, published, apis, "request"));
    System.out.println("publish: " + Verdict.taken(record, published, apis, "publish"));
    Files.writeString(picture, new Timeline(verdict.byApi(), faults).svg());
  }
}
