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
 * Measures what publishing an event costs with each shape of its body: CPU time of the event loop
 * and bytes per event, from the event to consumers on that loop that read one field. Prints a
 * Markdown table.
 */
public final class BodyCost {

  private static final int ROUNDS = 6;
  private static final int BATCHES = 200;

  /** Few enough that what is on its way to consumers stays young. */
  private static final int BATCH = 500;

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
    Row row = new Row(name + consumers + data.length(), data, body, done);
    vertx.runOnContext(
        start -> {
          for (int i = 0; i < consumers; i++) {
            vertx.eventBus().<JsonObject>consumer(row.address, it -> touch(it.body()));
          }
          row.round();
        });
    done.await();
    String kind = data.equals(TEXT) ? "text" : "nested JSON";
    System.out.printf("| %s | %s | %d | %.0f | %.0f |%n", name, kind, consumers, row.ns, row.bytes);
  }

  /** The best of some rounds, on one event loop. */
  private final class Row {

    private final String address;
    private final Object value;
    private final BiFunction<SseEvent, Object, JsonObject> body;
    private final CountDownLatch done;
    private final SseEvent event;
    private final DeliveryOptions options = new DeliveryOptions();
    private double ns = Double.MAX_VALUE;
    private double bytes = Double.MAX_VALUE;
    private int rounds;
    private long cpuBefore;
    private long bytesBefore;

    Row(
        String address,
        String data,
        BiFunction<SseEvent, Object, JsonObject> body,
        CountDownLatch done) {
      this.address = address;
      this.value = data.equals(TEXT) ? data : Json.decodeValue(data);
      this.body = body;
      this.done = done;
      this.event = new SseEvent("message", data, "1");
    }

    void round() {
      if (rounds == ROUNDS) {
        done.countDown();
        return;
      }
      rounds++;
      cpuBefore = threads.getCurrentThreadCpuTime();
      bytesBefore = threads.getCurrentThreadAllocatedBytes();
      batch(BATCHES);
    }

    private void batch(int left) {
      if (left == 0) {
        double events = BATCHES * (double) BATCH;
        ns = Math.min(ns, (threads.getCurrentThreadCpuTime() - cpuBefore) / events);
        bytes = Math.min(bytes, (threads.getCurrentThreadAllocatedBytes() - bytesBefore) / events);
        round();
        return;
      }
      for (int i = 0; i < BATCH; i++) {
        vertx.eventBus().publish(address, body.apply(event, value), options);
      }
      // Its turn comes after the consumers had theirs.
      vertx.runOnContext(next -> batch(left - 1));
    }
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
