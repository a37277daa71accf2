package io.tributary.it.cluster;

import io.tributary.ClusterJoin;
import io.tributary.config.ClusterConfig;
import io.tributary.config.ConfigFile;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Vert.x and nothing of ours: counts what comes, or sends as much as it is asked to. */
public final class BusPeer {

  static final String ADDRESS = "api0";
  private static final long SECOND = 1000;

  private final Vertx vertx;
  private final RecordFile.Writer record;

  private BusPeer(String config, Path record) {
    Vertx early = Vertx.vertx();
    ClusterConfig cluster = new ConfigFile(early, config).load().await().cluster().orElseThrow();
    early.close().await();
    this.vertx =
        Vertx.builder()
            .with(ClusterJoin.options(cluster, new VertxOptions()))
            .withClusterManager(ClusterJoin.membership(cluster))
            .buildClustered()
            .await();
    this.record = new RecordFile.Writer(record);
  }

  /** Counts, and writes the count down every second. */
  public static void main(String[] args) throws InterruptedException {
    BusPeer peer = new BusPeer(args[0], Path.of(args[1]));
    peer.count(event -> {});
    System.out.println("ready");
    new CountDownLatch(1).await();
  }

  private void count(Consumer<Message<JsonObject>> work) {
    AtomicLong count = new AtomicLong();
    listen(
        event -> {
          work.accept(event);
          count.incrementAndGet();
        });
    vertx.setPeriodic(SECOND, tick -> record.write(count.get() + "\n"));
  }

  private void listen(Consumer<Message<JsonObject>> work) {
    vertx
        .eventBus()
        .consumer(
            ADDRESS,
            (Message<JsonObject> event) -> {
              work.accept(event);
              if (event.replyAddress() != null) {
                event.reply(null);
              }
            })
        .completion()
        .await();
  }

  /** Takes 500 events a second and writes down how many it has taken. */
  public static final class Slow {

    private static final long EACH_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private Slow() {}

    public static void main(String[] args) throws InterruptedException {
      BusPeer peer = new BusPeer(args[0], Path.of(args[1]));
      peer.count(event -> LockSupport.parkNanos(EACH_NANOS));
      System.out.println("ready");
      new CountDownLatch(1).await();
    }
  }

  /** Writes down the number of every event before it acknowledges it. */
  public static final class Recorder {

    private Recorder() {}

    public static void main(String[] args) throws InterruptedException {
      BusPeer peer = new BusPeer(args[0], Path.of(args[1]));
      peer.listen(event -> peer.record.write(event.body().getString("id") + "\n"));
      System.out.println("ready");
      new CountDownLatch(1).await();
    }
  }

  /** Sends instead. */
  public static final class Sender {

    private static final int TICK_MILLIS = 2;

    private Sender() {}

    public static void main(String[] args) throws InterruptedException {
      BusPeer peer = new BusPeer(args[0], Path.of(args[1]));
      AtomicLong number = new AtomicLong();
      long start = System.nanoTime();
      peer.vertx.setPeriodic(
          TICK_MILLIS,
          tick -> {
            long due = (System.nanoTime() - start) / (1_000_000_000L / BusTrial.RATE);
            while (number.get() < due) {
              long next = number.incrementAndGet();
              JsonObject body = new JsonObject().put("event", "message").put("id", "" + next);
              peer.vertx.eventBus().publish(ADDRESS, body.put("data", BusTrial.data(next)));
            }
          });
      System.out.println("ready");
      new CountDownLatch(1).await();
    }
  }
}
