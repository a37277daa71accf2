package io.tributary.bench.client.own;

import io.tributary.bench.client.Contender;
import io.tributary.bench.client.Counts;
import io.tributary.bench.client.Intake;
import io.tributary.bench.client.Variant;
import io.tributary.bench.server.Payload;
import io.tributary.bus.EventBody;
import io.tributary.sse.SseEvent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.net.URI;

/**
 * No stream at all: one ready body is published or requested again and again, to a consumer on its
 * loop.
 */
public final class BarePublish implements Contender {

  private static final String ADDRESS = "bare";

  /** About as many as a read from a socket brings. */
  private static final int AT_ONCE = 256;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Context loop = vertx.getOrCreateContext();
  private final DeliveryOptions options = new DeliveryOptions();
  private final boolean request;
  private final JsonObject body;
  private MessageConsumer<JsonObject> consumer;
  private volatile boolean closed;

  /** With options {@code size} and {@code mode} (publish, request). */
  public BarePublish(Variant variant) {
    request = variant.is("mode", "request");
    String data = Payload.data(Payload.Kind.TEXT, variant.number("size", 100));
    body = EventBody.of(new SseEvent("price", data, "1"), data);
  }

  @Override
  public void open(URI url, Counts counts) {
    closed = false;
    EventBus bus = vertx.eventBus();
    Intake intake = counts.intake();
    loop.runOnContext(
        start -> {
          consumer = bus.consumer(ADDRESS, message -> BusStreams.take(message, intake));
          publish(bus);
        });
  }

  private void publish(EventBus bus) {
    for (int i = 0; i < AT_ONCE; i++) {
      if (request) {
        bus.request(ADDRESS, body, options).onFailure(Throwable::printStackTrace);
      } else {
        bus.publish(ADDRESS, body, options);
      }
    }
    if (closed) {
      consumer.unregister();
    } else {
      loop.runOnContext(next -> publish(bus));
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
