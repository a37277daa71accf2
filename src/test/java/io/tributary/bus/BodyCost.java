package io.tributary.bus;

import com.sun.management.ThreadMXBean;
import io.tributary.sse.SseEvent;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;

/**
 * Measures what publishing an event costs with each shape of its body: nanoseconds and bytes per
 * event, with consumers that read one field. Prints a Markdown table.
 */
public final class BodyCost {

  private static final int ROUNDS = 6;
  private static final int EVENTS = 200_000;
  private static final String TEXT = "x".repeat(100);
  private static final String NESTED =
      "{\"symbol\":\"ACME\",\"bid\":{\"price\":1.5,\"size\":100},\"ask\":{\"price\":1.6,\"size\":5},"
          + "\"levels\":[[1.4,10],[1.3,20],[1.2,30]],\"venue\":{\"name\":\"X\",\"open\":true}}";

  private final Vertx vertx = Vertx.vertx();
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private long read;

  private BodyCost() {}

  /** Takes about a minute. */
  public static void main(String[] args) throws InterruptedException {
    BodyCost bench = new BodyCost();
    System.out.println("| body | data | consumers | ns/event | bytes/event |");
    System.out.println("|---|---|---|---|---|");
    for (int consumers : new int[] {1, 8}) {
      for (String data : new String[] {TEXT, NESTED}) {
        bench.row("plain JsonObject", consumers, data, BodyCost::plain);
        bench.row("shared until changed", consumers, data, EventBody::of);
        bench.row("never copied (unsafe)", consumers, data, Frozen::new);
      }
    }
    System.out.println("\nread " + bench.read); // or the reads could be left out
    bench.vertx.close().onComplete(closed -> System.exit(closed.succeeded() ? 0 : 1));
  }

  private void row(
      String name, int consumers, String data, BiFunction<SseEvent, Object, JsonObject> body)
      throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    String address = name + consumers + data.length();
    double[] best = {Double.MAX_VALUE, Double.MAX_VALUE};
    vertx.runOnContext(
        start -> {
          for (int i = 0; i < consumers; i++) {
            vertx.eventBus().<JsonObject>consumer(address, message -> touch(message.body()));
          }
          round(address, data, body, best, ROUNDS, done);
        });
    done.await();
    String kind = data.equals(TEXT) ? "text" : "nested JSON";
    System.out.printf("| %s | %s | %d | %.0f | %.0f |%n", name, kind, consumers, best[0], best[1]);
  }

  private void round(
      String address,
      String data,
      BiFunction<SseEvent, Object, JsonObject> body,
      double[] best,
      int left,
      CountDownLatch done) {
    if (left == 0) {
      done.countDown();
      return;
    }
    SseEvent event = new SseEvent("message", data, "1");
    Object value = data.equals(TEXT) ? data : Json.decodeValue(data);
    DeliveryOptions options = new DeliveryOptions();
    long bytes = threads.getCurrentThreadAllocatedBytes();
    long nanos = System.nanoTime();
    for (int i = 0; i < EVENTS; i++) {
      vertx.eventBus().publish(address, body.apply(event, value), options);
    }
    best[0] = Math.min(best[0], (double) (System.nanoTime() - nanos) / EVENTS);
    best[1] =
        Math.min(best[1], (double) (threads.getCurrentThreadAllocatedBytes() - bytes) / EVENTS);
    vertx.runOnContext(next -> round(address, data, body, best, left - 1, done));
  }

  private void touch(JsonObject body) {
    Object data = body.getValue("data");
    read += data instanceof JsonObject json ? json.getString("symbol").length() : 1;
  }

  private static JsonObject plain(SseEvent event, Object data) {
    return new JsonObject().put("event", event.event()).put("id", event.id()).put("data", data);
  }

  /** The floor: right only for consumers that change nothing. */
  private static final class Frozen extends JsonObject {

    Frozen(SseEvent event, Object data) {
      put("event", event.event()).put("id", event.id()).put("data", data);
    }

    @Override
    public JsonObject copy() {
      return this;
    }
  }
}
