package io.tributary.stream.delivery;

import io.tributary.config.DeliveryConfig;
import io.tributary.ownership.Tenure;
import io.tributary.sse.SseEvent;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** Publish and send mode: an event is done once the bus has it. */
public final class BestEffortDelivery implements Delivery {

  /** Nobody replies. */
  private static final Duration NO_REPLY = Duration.ofSeconds(1);

  private final EventBus bus;
  private final String address;
  private final boolean publish;
  private final Bodies bodies;
  private final DeliveryWatcher watcher;
  private final Envelope envelope;

  /** A delivery to the address of {@code config}. */
  public BestEffortDelivery(
      EventBus bus, DeliveryConfig config, DeliveryWatcher watcher, Tenure tenure) {
    this.bus = bus;
    this.address = config.address();
    this.publish = config.mode() == DeliveryConfig.Mode.PUBLISH;
    this.bodies = Bodies.of(config.data());
    this.watcher = watcher;
    this.envelope = new Envelope(NO_REPLY, tenure);
  }

  @Override
  public boolean deliver(SseEvent event) {
    boolean taken = toBus(event);
    watcher.done(event.id());
    return taken;
  }

  @Override
  public void restart(String lastEventId) {
    envelope.startFrom(lastEventId);
  }

  @Override
  public void skip(String lastEventId) {
    envelope.skip(lastEventId);
    watcher.done(lastEventId);
  }

  private boolean toBus(SseEvent event) {
    // One for many events: the bus copies nothing of it but the codec name, which is none.
    DeliveryOptions options = envelope.first(event);
    JsonObject body;
    try {
      body = bodies.of(event);
    } catch (DecodeException e) {
      watcher.undecodable(Bodies.notJson(event, e));
      return false;
    }
    if (publish) {
      bus.publish(address, body, options);
    } else {
      bus.send(address, body, options);
    }
    return true;
  }
}
