package io.tributary.stream.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.ApiDefinition;
import io.tributary.config.DeliveryConfig;
import io.tributary.ownership.Tenure;
import io.tributary.sse.SseEvent;
import io.tributary.testkit.FakeTimers;
import io.tributary.testkit.Waiting;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A consumer that took events with it when it died, as one on a node that was killed does. */
@ExtendWith(VertxExtension.class)
class LostConsumerTest {

  private static final String NAME = "prices";
  private static final int LOST = 5;

  private final FakeTimers timers = new FakeTimers();
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final DoneIds done = new DoneIds();
  private Delivery delivery;

  @Test
  void whatWentDownWithAConsumerComesAgainAfterOneTimeoutForAllOfIt(Vertx vertx) {
    Context loop = vertx.getOrCreateContext();
    deliver(
        loop,
        vertx.eventBus(),
        event -> {
          if (received.size() > LOST) {
            event.reply(null);
          }
        });

    loop.runOnContext(ignored -> timers.advance(Duration.ofSeconds(1)));

    Waiting.until("all are acknowledged", () -> done.ids().contains(Integer.toString(LOST)));
    assertThat(received).containsExactly("1", "2", "3", "4", "5", "1", "2", "3", "4", "5");
    assertThat(done.ids()).last().isEqualTo("5");
  }

  @Test
  void whatAConsumerIsStillAtDoesNotComeAgainBecauseItRefusedAnother(Vertx vertx) {
    Context loop = vertx.getOrCreateContext();
    List<Message<JsonObject>> held = new CopyOnWriteArrayList<>();
    deliver(
        loop,
        vertx.eventBus(),
        event -> {
          if (received.size() > LOST) {
            event.reply(null);
          } else {
            held.add(event);
          }
        });

    loop.runOnContext(ignored -> timers.advance(Duration.ofMillis(900)));
    held.get(0).fail(1, "not now");
    Waiting.until("the first is acknowledged", () -> done.ids().contains("1"));
    held.subList(1, LOST).forEach(event -> event.reply(null));

    Waiting.until("all are acknowledged", () -> done.ids().contains(Integer.toString(LOST)));
    assertThat(received).containsExactly("1", "2", "3", "4", "5", "1");
  }

  /** Returns when a consumer has the first {@link #LOST}. */
  private void deliver(Context loop, EventBus bus, Handler<Message<JsonObject>> consumer) {
    loop.runOnContext(
        ignored -> {
          bus.consumer(
              NAME,
              (Message<JsonObject> event) -> {
                received.add(event.body().getString("id"));
                consumer.handle(event);
              });
          delivery = delivery(bus);
          for (int i = 1; i <= LOST; i++) {
            delivery.deliver(new SseEvent("message", "{}", Integer.toString(i)));
          }
        });
    Waiting.until("the consumer has them all", () -> received.size() == LOST);
  }

  private Delivery delivery(EventBus bus) {
    FlowHold hold = new FlowHold(held -> {});
    return Delivery.of(bus, config(), timers, hold.brake(), done, Tenure.UNLIMITED);
  }

  private static DeliveryConfig config() {
    JsonObject delivery = new JsonObject().put("mode", "request").put("ackTimeout", 1000);
    JsonObject json =
        new JsonObject().put("type", "sse").put("url", "http://x/").put("delivery", delivery);
    return ApiDefinition.parse(NAME, json).delivery();
  }
}
