package io.tributary.it;

import io.tributary.config.ApiDefinition;
import io.tributary.stream.SseApiVerticle;
import io.tributary.testkit.NumberedSseServer;
import io.tributary.testkit.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;

/**
 * A server that could send 10,000 events a second, and a consumer in request mode that acknowledges
 * 1,000: prints the heap after a collection every ten seconds, then lets the consumer catch up and
 * fails unless every event arrived once and in order. All in one process; give it a small heap.
 */
public final class SlowConsumer {

  private static final String API = "numbers";
  private static final int TICK_MILLIS = 10;
  private static final int SENT_A_TICK = 100;
  private static final int ACKNOWLEDGED_A_TICK = 10;
  private static final int ROW_SECONDS = 10;
  private static final int MEGABYTE = 1 << 20;

  private final Vertx vertx = Vertx.vertx();
  private final NumberedSseServer server = NumberedSseServer.start(vertx);

  /** What the consumer has not acknowledged. On its event loop, as all that it does. */
  private final Queue<Message<?>> unacknowledged = new ArrayDeque<>();

  private volatile int pace = ACKNOWLEDGED_A_TICK;
  private volatile long arrived;
  private volatile String wrong = "";

  private SlowConsumer() {}

  /** Takes the seconds that it is to last. */
  public static void main(String[] args) {
    try {
      new SlowConsumer().run(Integer.parseInt(args[0]));
      Runtime.getRuntime().halt(0);
    } catch (AssertionError unexpected) {
      unexpected.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private void run(int seconds) {
    server.data(number -> "x".repeat(100));
    vertx.runOnContext(
        loop -> {
          vertx.eventBus().consumer(API, this::take);
          vertx.setPeriodic(TICK_MILLIS, tick -> acknowledge());
        });
    Waiting.result(vertx.deployVerticle(new SseApiVerticle(definition())));
    System.out.println("| after s | published | written | arrived | server held back | heap MB |");
    System.out.println("|---|---|---|---|---|---|");
    long start = System.nanoTime();
    long ticks = seconds * Duration.ofSeconds(1).toMillis() / TICK_MILLIS;
    for (long tick = 1; tick <= ticks; tick++) {
      server.publish(tick * SENT_A_TICK);
      long due = start + Duration.ofMillis(tick * TICK_MILLIS).toNanos();
      Waiting.until("the next tick", () -> System.nanoTime() >= due);
      if (tick % (ROW_SECONDS * Duration.ofSeconds(1).toMillis() / TICK_MILLIS) == 0) {
        row(tick * TICK_MILLIS / Duration.ofSeconds(1).toMillis(), tick * SENT_A_TICK);
      }
    }
    pace = Integer.MAX_VALUE;
    long last = ticks * SENT_A_TICK;
    Waiting.until(
        () -> last + " events, were " + arrived + wrong,
        Duration.ofMinutes(5),
        () -> arrived == last || !wrong.isEmpty());
    if (!wrong.isEmpty()) {
      throw new AssertionError("expected every event once and in order, got" + wrong);
    }
    System.out.printf(Locale.ROOT, "all %,d events arrived once and in order%n", last);
  }

  private ApiDefinition definition() {
    return ApiDefinition.parse(
        API,
        new JsonObject()
            .put("type", "sse")
            .put("url", server.url("/").toString())
            .put("delivery", new JsonObject().put("mode", "request")));
  }

  private void take(Message<JsonObject> event) {
    long number = Long.parseLong(event.body().getString("id"));
    if (number == arrived + 1) {
      arrived = number;
    } else {
      wrong = wrong + " " + number + " after " + arrived;
    }
    unacknowledged.add(event);
  }

  private void acknowledge() {
    for (int i = 0; i < pace && !unacknowledged.isEmpty(); i++) {
      unacknowledged.remove().reply(null);
    }
  }

  private void row(long second, long published) {
    System.gc();
    Runtime heap = Runtime.getRuntime();
    System.out.printf(
        Locale.ROOT,
        "| %d | %,d | %,d | %,d | %s | %.1f |%n",
        second,
        published,
        server.highestWritten(),
        arrived,
        server.heldBack() == 1 ? "yes" : "no",
        (heap.totalMemory() - heap.freeMemory()) / (double) MEGABYTE);
  }
}
