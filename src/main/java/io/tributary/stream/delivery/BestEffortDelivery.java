package io.tributary.stream.delivery;

import io.tributary.config.DeliveryConfig;
import io.tributary.sse.SseEvent;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;

/** Publish and send mode: an event is done once the bus has it. */
public final class BestEffortDelivery implements Delivery {

  /** One for all events: the bus copies nothing of it but the codec name, which is none. */
  private static final DeliveryOptions OPTIONS = new DeliveryOptions();

  private final EventBus bus;
  private final String address;
  private final boolean publish;
  private final Bodies bodies;
  private final Consumer<String> undecodable;

  /**
   * A delivery to the address of {@code config}.
   *
   * @param undecodable hears why an event that had to be JSON was skipped
   */
  public BestEffortDelivery(EventBus bus, DeliveryConfig config, Consumer<String> undecodable) {
    this.bus = bus;
    this.address = config.address();
    this.publish = config.mode() == DeliveryConfig.Mode.PUBLISH;
    this.bodies = Bodies.of(config.data());
    this.undecodable = undecodable;
  }

  @Override
  public boolean deliver(SseEvent event) {
    JsonObject body;
    try {
      body = bodies.of(event);
    } catch (DecodeException e) {
      undecodable.accept("expected JSON data in event \"" + event.id() + "\": " + e.getMessage());
      return false;
    }
    if (publish) {
      bus.publish(address, body, OPTIONS);
    } else {
      bus.send(address, body, OPTIONS);
    }
    return true;
  }

  @Override
  public void skip(String lastEventId) {}
}
