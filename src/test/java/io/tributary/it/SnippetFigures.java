package io.tributary.it;

import io.tributary.config.ApiDefinition;
import io.tributary.stream.SseApiVerticle;
import io.tributary.stream.StreamServices;
import io.tributary.testkit.NumberedSseServer;
import io.tributary.testkit.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Prints what snippets cost: events a second with and without one, the heap that many runs leave,
 * and what another API notices while some attack. Server, service and consumers share this process;
 * snippets run in theirs.
 */
public final class SnippetFigures {

  private static final int MEGABYTE = 1 << 20;
  private static final int TICK_MILLIS = 10;
  private static final int SAMPLES = 3_000;
  private static final int P50 = 50;
  private static final int P99 = 99;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final String DATA =
      "{\"symbol\":\"ACME\",\"price\":12.5,\"volume\":100,\"at\":\"2024-03-05T14:07:09.123Z\"}";

  private static final String SMALL =
      """
      const { event, data } = response.body;
      const total = data.price * data.volume;
      if (total > 1e9) console.warn('large', event, total);
      """;

  private static final List<String> ATTACKS =
      List.of(
          "while (true) {}",
          "let s = 'x'; while (true) s += s;",
          "/(a+)+$/.test('a'.repeat(40) + 'b')",
          "const all = []; while (true) all.push(new Array(1000).fill(all.length));");

  private SnippetFigures() {}

  /** Takes how many events the long run of 8 APIs is to have in all. */
  public static void main(String[] args) {
    long many = Long.parseLong(args[0]);
    System.out.println("| APIs | snippet | events | events/s | heap MB |");
    System.out.println("|---|---|---|---|---|");
    throughput(1, "", 500_000);
    throughput(1, SMALL, 500_000);
    throughput(8, "", 100_000);
    throughput(8, SMALL, many / 8);
    System.out.println("\n| 100 events/s, ms from write to consumer | p50 | p99 | max |");
    System.out.println("|---|---|---|---|");
    latency("alone", List.of());
    latency("beside 4 harmless snippets", Collections.nCopies(4, SMALL));
    latency("beside 4 attacks", ATTACKS);
    Runtime.getRuntime().halt(0);
  }

  private static void throughput(int apis, String snippet, long events) {
    Vertx vertx = Vertx.vertx();
    AtomicLong received = new AtomicLong();
    NumberedSseServer server = NumberedSseServer.start(vertx).data(number -> DATA);
    StreamServices services = StreamServices.local(vertx, apis);
    for (int i = 0; i < apis; i++) {
      vertx.eventBus().consumer("api" + i, event -> received.incrementAndGet());
      deploy(vertx, "api" + i, server, snippet, services);
    }
    server.awaitOpen(apis);
    long start = System.nanoTime();
    server.publish(events);
    await(apis * events, received);
    double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
    System.gc();
    Runtime heap = Runtime.getRuntime();
    System.out.printf(
        Locale.ROOT,
        "| %d | %s | %,d | %,.0f | %.1f |%n",
        apis,
        snippet.isEmpty() ? "none" : "small",
        apis * events,
        apis * events / seconds,
        (heap.totalMemory() - heap.freeMemory()) / (double) MEGABYTE);
    Waiting.result(vertx.close());
  }

  private static void latency(String what, List<String> snippets) {
    Vertx vertx = Vertx.vertx();
    NumberedSseServer busy = NumberedSseServer.start(vertx).data(number -> DATA);
    NumberedSseServer quiet =
        NumberedSseServer.start(vertx).data(number -> Long.toString(System.nanoTime()));
    StreamServices services = StreamServices.local(vertx, snippets.size() + 1);
    for (int i = 0; i < snippets.size(); i++) {
      deploy(vertx, "busy" + i, busy, snippets.get(i), services);
    }
    long[] nanos = new long[SAMPLES];
    AtomicLong count = new AtomicLong();
    vertx
        .eventBus()
        .consumer(
            "quiet",
            (Message<JsonObject> event) -> {
              nanos[count.intValue()] = System.nanoTime() - event.body().getLong("data");
              count.incrementAndGet();
            });
    deploy(vertx, "quiet", quiet, "", services);
    quiet.awaitOpen(1);
    busy.awaitOpen(snippets.size());
    AtomicInteger tick = new AtomicInteger();
    vertx.setPeriodic(
        TICK_MILLIS,
        timer -> {
          busy.publish(tick.incrementAndGet());
          quiet.publish(Math.min(SAMPLES, tick.get()));
        });
    await(SAMPLES, count);
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "| %s | %.2f | %.2f | %.2f |%n",
        what,
        millis(nanos[SAMPLES * P50 / 100]),
        millis(nanos[SAMPLES * P99 / 100]),
        millis(nanos[SAMPLES - 1]));
    Waiting.result(vertx.close());
  }

  private static void await(long events, AtomicLong received) {
    Waiting.until(
        () -> events + " events, were " + received, PATIENCE, () -> received.get() >= events);
  }

  private static double millis(long nanos) {
    return nanos / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }

  private static void deploy(
      Vertx vertx, String name, NumberedSseServer server, String code, StreamServices services) {
    JsonObject definition =
        new JsonObject().put("type", "sse").put("url", server.url("/").toString());
    if (!code.isEmpty()) {
      definition.put(
          "onResponse", new JsonObject().put("executeCode", new JsonObject().put("body", code)));
    }
    ApiDefinition parsed = ApiDefinition.parse(name, definition);
    Waiting.result(vertx.deployVerticle(new SseApiVerticle(parsed, services)));
  }
}
