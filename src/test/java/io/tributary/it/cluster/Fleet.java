package io.tributary.it.cluster;

import io.tributary.testkit.NumberedSseServer;
import io.tributary.testkit.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The nodes of a trial, a consumer, and the server that they stream from. */
final class Fleet implements AutoCloseable {

  static final int FIRST_HOST = 11;
  private static final int CONSUMER_HOST = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long TICK_MILLIS = 500;

  final Network network;
  final List<Member> nodes = new ArrayList<>();
  final Member consumer;
  final Records records;
  private final int apis;
  private final Vertx vertx = Vertx.vertx();
  private final NumberedSseServer server;
  private final JsonObject config;
  private final AtomicLong published = new AtomicLong();
  private long ticker;

  Fleet(Path folder, int size, int quorum, int apis) throws IOException {
    this.apis = apis;
    network = new Network();
    List<Integer> hosts = IntStream.range(FIRST_HOST, FIRST_HOST + size).boxed().toList();
    for (int host : hosts) {
      network.add(host);
      nodes.add(new Member(host, TrialNode.class, folder));
    }
    network.add(CONSUMER_HOST);
    consumer = new Member(CONSUMER_HOST, TrialConsumer.class, folder);
    records = new Records(nodes);
    server = NumberedSseServer.startOn(vertx, Network.address(1));
    config = Member.config(hosts, quorum, server.url("/").toString(), apis);
  }

  /** Starts a node and returns when it takes part. */
  void start(Member member) {
    long before = member.readies();
    member.start(config);
    await("host " + member.host + " is ready", () -> member.readies() > before);
  }

  /** An event for every API twice a second. */
  void publish() {
    ticker = vertx.setPeriodic(TICK_MILLIS, tick -> server.publish(published.incrementAndGet()));
  }

  /** No event any more; returns how many there were. */
  long silence() {
    vertx.cancelTimer(ticker);
    return published.get();
  }

  /** What the server was asked for. */
  List<String> lastEventIds() {
    return server.lastEventIds();
  }

  /** Returns when every API is emitted by a node that lives, each has some, and nothing moves. */
  void settle() {
    await("all is settled", this::isSettled);
  }

  private boolean isSettled() {
    records.read();
    Set<Integer> alive =
        nodes.stream().filter(Member::isAlive).map(it -> it.host).collect(Collectors.toSet());
    long now = System.nanoTime();
    return records.emitting(alive, now - TimeUnit.SECONDS.toNanos(2)) == apis
        && records.owners().equals(alive)
        && now - records.changedAt() > TimeUnit.SECONDS.toNanos(3);
  }

  static void await(String what, java.util.function.BooleanSupplier condition) {
    Waiting.until(
        () -> what,
        PATIENCE,
        () -> {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
          return condition.getAsBoolean();
        });
  }

  @Override
  public void close() {
    nodes.stream().filter(Member::isAlive).forEach(Member::kill);
    if (consumer.isAlive()) {
      consumer.kill();
    }
    Waiting.result(vertx.close());
  }
}
