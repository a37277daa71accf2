package io.tributary.bench.scenario;

import com.sun.management.ThreadMXBean;
import io.tributary.bench.report.Numbers;
import io.tributary.bench.report.Section;
import io.tributary.bench.report.Table;
import io.tributary.bus.EventBody;
import io.tributary.sse.SseEvent;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.BiFunction;

/** What publishing an event costs with each shape of its body, see docs/decisions. */
public final class EventBodies implements Scenario {

  private static final String ABOUT =
      """
      From the finished event to consumers on the same loop that read `data` and, where it is an \
      object, one field of it, the bus's own part included: CPU time of the loop and allocated \
      bytes, the best of some rounds. Text of 100 characters, nested JSON of 200.""";

  private static final int ROUNDS = 6;
  private static final int BATCHES = 200;

  /** Few enough that what is on its way to consumers stays young. */
  private static final int BATCH = 500;

  private static final String TEXT = "x".repeat(100);
  private static final String NESTED =
      "{\"symbol\":\"ACME\",\"bid\":{\"price\":1.5,\"size\":100},\"ask\":{\"price\":1.6,\"size\":5},"
          + "\"levels\":[[1.4,10],[1.3,20],[1.2,30]],\"venue\":{\"name\":\"X\",\"open\":true}}";

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private long read;

  @Override
  public Section run(Lab lab) {
    Vertx vertx = Vertx.vertx();
    Table table =
        Table.of("an event on the bus", "body", "data", "consumers", "ns/event", "bytes/event");
    for (int consumers : new int[] {1, 8}) {
      for (String data : List.of(TEXT, NESTED)) {
        lab.say(consumers + " consumers");
        row(vertx, table, "plain `JsonObject`", consumers, data, EventBodies::plain);
        row(vertx, table, "shared until changed (ours)", consumers, data, EventBody::of);
        row(vertx, table, "never copied (unsafe)", consumers, data, Frozen::new);
      }
    }
    lab.say("read " + read); // or the reads could be left out
    vertx.close().await();
    Section section = new Section("Bodies of events", ABOUT);
    section.add(table);
    return section;
  }

  private void row(
      Vertx vertx,
      Table table,
      String name,
      int consumers,
      String data,
      BiFunction<SseEvent, Object, JsonObject> body) {
    Promise<Void> done = Promise.promise();
    Row row = new Row(vertx.eventBus(), name + consumers + data.length(), data, body, done);
    vertx.runOnContext(
        start -> {
          for (int i = 0; i < consumers; i++) {
            vertx.eventBus().<JsonObject>consumer(row.address, it -> touch(it.body()));
          }
          row.round();
        });
    done.future().await();
    table.row(
        name,
        data.equals(TEXT) ? "text" : "nested JSON",
        Integer.toString(consumers),
        Numbers.round(row.ns),
        Numbers.round(row.bytes));
  }

  /** The best of some rounds, on one event loop. */
  private final class Row {

    private final String address;
    private final Object value;
    private final BiFunction<SseEvent, Object, JsonObject> body;
    private final Promise<Void> done;
    private final EventBus bus;
    private final SseEvent event;
    private final DeliveryOptions options = new DeliveryOptions();
    private double ns = Double.MAX_VALUE;
    private double bytes = Double.MAX_VALUE;
    private int rounds;
    private long cpuBefore;
    private long bytesBefore;

    Row(
        EventBus bus,
        String address,
        String data,
        BiFunction<SseEvent, Object, JsonObject> body,
        Promise<Void> done) {
      this.bus = bus;
      this.address = address;
      this.value = data.equals(TEXT) ? data : Json.decodeValue(data);
      this.body = body;
      this.done = done;
      this.event = new SseEvent("message", data, "1");
    }

    void round() {
      if (rounds == ROUNDS) {
        done.complete();
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
        bus.publish(address, body.apply(event, value), options);
      }
      // Its turn comes after the consumers had theirs.
      Vertx.currentContext().runOnContext(next -> batch(left - 1));
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
