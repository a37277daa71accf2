package io.tributary.script;

import io.tributary.config.Action.ExecuteCode;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Prints how many events a second pass through snippets, and what they leave on the heap.
 * Arguments: how many APIs, how many events of each.
 */
public final class SnippetFigures {

  private static final int WINDOW = 1_000;

  private static final ExecuteCode SMALL =
      ScriptLimits.code(
          """
          const { event, data } = response.body;
          const total = data.price * data.volume;
          if (total > 1e9) console.warn('large', event, total);
          """);

  private static final ExecuteCode COUNTING =
      ScriptLimits.code("ensemble.storage.set('n', (ensemble.storage.get('n') ?? 0) + 1);");

  private static final ExecuteCode PUBLISHING =
      ScriptLimits.code("ensemble.publish('prices', { symbol: event.data.symbol });");

  private static final String RESPONSE =
      """
      {"body":{"event":"price","id":"1234567","data":\
      {"symbol":"ACME","price":12.5,"volume":100,"at":"2024-03-05T14:07:09.123Z"}}}""";

  private SnippetFigures() {}

  public static void main(String[] arguments) throws InterruptedException {
    int apis = Integer.parseInt(arguments[0]);
    int events = Integer.parseInt(arguments[1]);
    Vertx vertx = Vertx.vertx();
    GraalSnippets runner = new GraalSnippets(vertx, ScriptLimits.USUAL);
    try {
      measure(vertx, runner, apis, SMALL, Math.min(events, 50_000), "warm-up");
      measure(vertx, runner, apis, SMALL, events, "small");
      measure(vertx, runner, apis, COUNTING, Math.min(events, 200_000), "storage");
      measure(vertx, runner, apis, PUBLISHING, Math.min(events, 200_000), "publish");
    } finally {
      ScriptLimits.await(runner.close());
      ScriptLimits.await(vertx.close());
    }
  }

  private static void measure(
      Vertx vertx, GraalSnippets runner, int apis, ExecuteCode code, int events, String what)
      throws InterruptedException {
    CountDownLatch over = new CountDownLatch(apis);
    AtomicLong failed = new AtomicLong();
    long start = System.nanoTime();
    for (int i = 0; i < apis; i++) {
      Feed feed = new Feed(runner, "api" + i, code, events, over::countDown, failed);
      vertx.runOnContext(it -> feed.fill());
    }
    over.await();
    double seconds = (System.nanoTime() - start) / 1e9;
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    System.out.printf(
        Locale.ROOT,
        "%-8s %d APIs, %,d events: %,.0f events/s, %d failed, heap %d MB, processor time %s s%n",
        what,
        apis,
        (long) apis * events,
        apis * (double) events / seconds,
        failed.get(),
        (runtime.totalMemory() - runtime.freeMemory()) >> 20,
        ProcessHandle.current().info().totalCpuDuration().map(Duration::toSeconds).orElse(0L));
  }

  /** Keeps a window of runs open, as a stream does that is held back. */
  private static final class Feed {
    private final GraalSnippets runner;
    private final String api;
    private final ExecuteCode code;
    private final Runnable over;
    private final AtomicLong failed;
    private int left;
    private int open;

    Feed(
        GraalSnippets runner,
        String api,
        ExecuteCode code,
        int events,
        Runnable over,
        AtomicLong failed) {
      this.runner = runner;
      this.api = api;
      this.code = code;
      this.left = events;
      this.over = over;
      this.failed = failed;
    }

    void fill() {
      while (open < WINDOW && left > 0) {
        open++;
        left--;
        runner.run(api, code, RESPONSE).onSuccess(this::ended);
      }
    }

    private void ended(SnippetResult result) {
      open--;
      if (!(result.outcome() instanceof Outcome.Done)) {
        failed.incrementAndGet();
      }
      if (open == 0 && left == 0) {
        over.run();
      } else if (open < WINDOW / 2) {
        fill();
      }
    }
  }
}
