package io.tributary.it.cluster;

import io.tributary.testkit.NumberedSseServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A consumer on another node than the owner of an API: what is lost when that node is killed, and
 * what it costs when the consumer is slower than its events.
 */
public final class FarConsumer {

  private static final int OWNER = 11;
  private static final int FIRST = 20;
  private static final int SECOND = 21;
  private static final int TICK_MILLIS = 10;
  private static final int RATE_OF_KILL = 2000;
  private static final int RATE_OF_SLOW = 5000;
  private static final int ROWS = 4;
  private static final int PATIENCE_SECONDS = 45;

  private final Network network = new Network();
  private final Vertx vertx = Vertx.vertx();

  private FarConsumer() throws IOException {
    network.add(OWNER);
    network.add(FIRST);
    network.add(SECOND);
  }

  public static void main(String[] args) throws IOException {
    FarConsumer trial = new FarConsumer();
    System.out.println(
        "| mode | published after the kill | came to nobody | the last one came after |");
    System.out.println("|---|---|---|---|");
    trial.killed("send");
    trial.killed("request");
    System.out.println("| mode | after | owner's heap | consumer's heap |");
    System.out.println("|---|---|---|---|");
    trial.slow("publish");
    trial.slow("request");
    System.exit(0);
  }

  /** Two consumers share the events, and one of them is killed. */
  private void killed(String mode) throws IOException {
    Path folder = Files.createTempDirectory("far");
    List<Member> consumers =
        List.of(
            new Member(FIRST, BusPeer.Recorder.class, folder),
            new Member(SECOND, BusPeer.Recorder.class, folder));
    try (Source source = new Source(folder, mode, consumers)) {
      source.paced(RATE_OF_KILL);
      pause(10);
      consumers.get(0).kill();
      long killed = System.nanoTime();
      long before = source.published.get();
      pause(10);
      source.stop();
      long published = source.published.get();
      Set<String> taken = new HashSet<>();
      List<RecordFile.Tail> tails =
          consumers.stream().map(one -> new RecordFile.Tail(one.record())).toList();
      long last = killed;
      long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      while (taken.size() < published && System.nanoTime() < patience) {
        long known = taken.size();
        tails.forEach(tail -> taken.addAll(tail.read()));
        last = taken.size() > known ? System.nanoTime() : last;
        pause(1);
      }
      System.out.printf(
          "| %s | %,d | %,d | %d s |%n",
          mode,
          published - before,
          published - taken.size(),
          TimeUnit.NANOSECONDS.toSeconds(last - killed));
    }
  }

  /** One consumer, which takes a tenth of what comes. */
  private void slow(String mode) throws IOException {
    Path folder = Files.createTempDirectory("far");
    Member consumer = new Member(FIRST, BusPeer.Slow.class, folder);
    try (Source source = new Source(folder, mode, List.of(consumer))) {
      source.paced(RATE_OF_SLOW);
      for (int row = 1; row <= ROWS; row++) {
        pause(10);
        System.out.printf(
            "| %s | %d s | %s | %s |%n", mode, 10 * row, heap(source.owner), heap(consumer));
      }
    }
  }

  private static String heap(Member member) throws IOException {
    var live = member.liveHeap();
    return live.isPresent() ? live.getAsLong() + " MB" : "out of memory";
  }

  private static void pause(int seconds) {
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
  }

  /** A server, the API's owner and its consumers; nothing is published yet. */
  private final class Source implements AutoCloseable {

    private final NumberedSseServer server =
        NumberedSseServer.startOn(vertx, Network.address(1)).data(BusTrial::data);
    private final Member owner;
    private final List<Member> members;
    private final AtomicLong published = new AtomicLong();
    private long ticker;

    Source(Path folder, String mode, List<Member> consumers) {
      List<Integer> hosts = List.of(OWNER, FIRST, SECOND);
      JsonObject config = Member.config(hosts, 1, server.url("/").toString(), 1);
      config
          .getJsonObject("API")
          .getJsonObject("api0")
          .put("delivery", new JsonObject().put("mode", mode));
      this.members = new ArrayList<>(consumers);
      for (Member consumer : consumers) {
        consumer.start(config);
        Fleet.await("a consumer is ready", () -> consumer.readies() > 0);
      }
      this.owner = new Member(OWNER, TrialNode.class, folder);
      members.add(owner);
      owner.start(config);
      Fleet.await("the owner is ready", () -> owner.readies() > 0);
      Fleet.await("the stream is open", () -> !server.lastEventIds().isEmpty());
    }

    /** So many events a second from now on. */
    void paced(int rate) {
      ticker =
          vertx.setPeriodic(
              TICK_MILLIS,
              tick -> {
                server.publish(published.addAndGet((long) rate * TICK_MILLIS / 1000));
              });
    }

    void stop() {
      vertx.cancelTimer(ticker);
    }

    @Override
    public void close() {
      stop();
      members.stream().filter(Member::isAlive).forEach(Member::kill);
      server.close();
    }
  }
}
