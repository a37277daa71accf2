package io.tributary.stream.delivery;

import io.tributary.bus.EventBody;
import io.tributary.config.DeliveryConfig;
import io.tributary.sse.SseEvent;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

/** Makes the bus body of an event as {@code delivery.data} wants it. */
@FunctionalInterface
public interface Bodies {

  /**
   * The body of {@code event}.
   *
   * @throws io.vertx.core.json.DecodeException the data had to be JSON and is not
   */
  JsonObject of(SseEvent event);

  /** Says why an event that had to be JSON has no body. */
  static String notJson(SseEvent event, DecodeException why) {
    return "expected JSON data in the event with id \"%s\", got: %s"
        .formatted(event.id(), why.getMessage().lines().findFirst().orElse("no reason"));
  }

  static Bodies of(DeliveryConfig.Data data) {
    return switch (data) {
      case AUTO -> event -> EventBody.of(event, EventBody.auto(event.data()));
      case TEXT -> event -> EventBody.of(event, event.data());
      case JSON -> event -> EventBody.of(event, EventBody.json(event.data()));
    };
  }
}
