package io.tributary.stream.delivery;

import io.tributary.config.DeliveryConfig;
import io.tributary.sse.SseEvent;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

/** Publish and send mode: an event is done once the bus has it. */
public final class BestEffortDelivery implements Delivery {

  /** One for all events: the bus copies nothing of it but the codec name, which is none. */
  private static final DeliveryOptions OPTIONS = new DeliveryOptions();

  private final EventBus bus;
  private final String address;
  private final boolean publish;
  private final Bodies bodies;
  private final DeliveryWatcher watcher;

  /** A delivery to the address of {@code config}. */
  public BestEffortDelivery(EventBus bus, DeliveryConfig config, DeliveryWatcher watcher) {
    this.bus = bus;
    this.address = config.address();
    this.publish = config.mode() == DeliveryConfig.Mode.PUBLISH;
    this.bodies = Bodies.of(config.data());
    this.watcher = watcher;
  }

  @Override
  public boolean deliver(SseEvent event) {
    boolean taken = toBus(event);
    watcher.done(event.id());
    return taken;
  }

  @Override
  public void skip(String lastEventId) {
    watcher.done(lastEventId);
  }

  private boolean toBus(SseEvent event) {
    JsonObject body;
    try {
      body = bodies.of(event);
    } catch (DecodeException e) {
      watcher.undecodable(Bodies.notJson(event, e));
      return false;
    }
    if (publish) {
      bus.publish(address, body, OPTIONS);
    } else {
      bus.send(address, body, OPTIONS);
    }
    return true;
  }
}
