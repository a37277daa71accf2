package io.tributary.stream.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.bus.EventHeaders;
import io.tributary.config.ApiDefinition;
import io.tributary.config.DeliveryConfig;
import io.tributary.ownership.Tenure;
import io.tributary.sse.SseEvent;
import io.tributary.testkit.FakeTimers;
import io.tributary.testkit.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a stream of a cluster puts on the bus: when, and with which headers. */
@ExtendWith(VertxExtension.class)
class ClusteredDeliveryTest {

  private static final String NAME = "prices";

  private final FakeTimers timers = new FakeTimers();
  private final List<Boolean> holds = new ArrayList<>();
  private final DoneIds done = new DoneIds();
  private final List<Message<JsonObject>> received = new CopyOnWriteArrayList<>();
  private boolean mayEmit = true;
  private Vertx vertx;

  @BeforeEach
  void consume(Vertx vertx) {
    this.vertx = vertx;
    vertx
        .eventBus()
        .consumer(
            NAME,
            (Message<JsonObject> event) -> {
              received.add(event);
              event.reply(null);
            });
  }

  @Test
  void everyEventSaysItsEpochAndWhetherItsIdIsItsOwn() {
    Delivery delivery = delivery("publish");
    delivery.restart("5");
    deliver(delivery, "5", "6", "6", "");
    delivery.skip("8");
    deliver(delivery, "8", "9");
    awaitReceived(6);
    assertThat(received)
        .allMatch(event -> event.headers().get(EventHeaders.EPOCH).equals("7"))
        .extracting(event -> event.headers().contains(EventHeaders.INHERITED_ID))
        .containsExactly(true, false, true, false, true, false);
  }

  @Test
  void whatComesWhileNothingMayBeEmittedIsKeptAndTheStreamHeldBack() {
    Delivery delivery = delivery("publish");
    deliver(delivery, "1");
    mayEmit = false;
    deliver(delivery, "2");
    delivery.skip("3");
    deliver(delivery, "4");
    assertThat(holds).containsExactly(true);
    assertThat(done.ids()).as("what counts as delivered").containsExactly("1");
    assertThat(delivery.waitsFor()).contains(GatedDelivery.WAITS);

    timers.advance(Duration.ofSeconds(5));
    assertThat(done.ids()).containsExactly("1");

    mayEmit = true;
    timers.advance(Duration.ofMillis(100));
    assertThat(done.ids()).containsExactly("1", "2", "3", "4");
    assertThat(holds).containsExactly(true, false);
    assertThat(delivery.waitsFor()).isEmpty();
    awaitReceived(3);
    assertThat(timers.waiting()).isEmpty();
  }

  @Test
  void whatIsKeptIsDroppedWhenTheStreamEnds() {
    Delivery delivery = delivery("publish");
    mayEmit = false;
    deliver(delivery, "1");
    delivery.suspend();
    mayEmit = true;
    timers.advance(Duration.ofSeconds(1));
    assertThat(done.ids()).isEmpty();
    assertThat(holds).containsExactly(true, false);
  }

  @Test
  void aRequestThatMayNotBeSentWaitsAsWithoutAConsumer() {
    Delivery delivery = delivery("request");
    mayEmit = false;
    deliver(delivery, "1", "2");
    assertThat(delivery.inFlight()).isZero();
    assertThat(delivery.waitsFor()).contains(GatedDelivery.WAITS);
    assertThat(holds).containsExactly(true);

    mayEmit = true;
    timers.advance(Duration.ofMillis(Window.PROBE_MILLIS));
    awaitReceived(2);
    assertThat(received)
        .noneMatch(event -> event.headers().contains(EventHeaders.REDELIVERY))
        .allMatch(event -> event.headers().get(EventHeaders.EPOCH).equals("7"));
  }

  private Delivery delivery(String mode) {
    JsonObject json =
        new JsonObject()
            .put("type", "sse")
            .put("url", "http://localhost/")
            .put("delivery", new JsonObject().put("mode", mode));
    DeliveryConfig config = ApiDefinition.parse(NAME, json).delivery();
    FlowHold hold = new FlowHold(holds::add);
    return Delivery.of(vertx.eventBus(), config, timers, hold.brake(), done, new Seventh());
  }

  private static void deliver(Delivery delivery, String... ids) {
    for (String id : ids) {
      assertThat(delivery.deliver(new SseEvent("message", "x", id))).isTrue();
    }
  }

  private void awaitReceived(int count) {
    Waiting.until(
        () -> count + " events, were " + received.size(),
        Waiting.PATIENCE,
        () -> received.size() == count);
  }

  /** A seventh owner, which may emit while the test lets it. */
  private final class Seventh implements Tenure {

    @Override
    public OptionalLong epoch() {
      return OptionalLong.of(7);
    }

    @Override
    public boolean mayEmit() {
      return mayEmit;
    }

    @Override
    public Optional<Boolean> connected() {
      return Optional.empty();
    }

    @Override
    public void wanted(boolean connected) {}

    @Override
    public void ended() {}
  }
}
