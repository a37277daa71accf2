package io.tributary.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.ApiDefinition;
import io.tributary.stream.SseApiVerticle;
import io.tributary.testkit.LiveObjects;
import io.tributary.testkit.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server that sends one event and drops the connection, ten thousand times. */
@ExtendWith(VertxExtension.class)
class TenThousandReconnectsIT {

  private static final int RECONNECTS = 10_000;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final String ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\ndata: x\n\n";

  /** What a stream is made of; none of these may pile up. */
  private static final String[] PARTS = {
    "io.tributary.sse.SseParser",
    "io.tributary.stream.http.HttpAttempt",
    "io.vertx.core.http.impl.Http1xClientConnection",
    "io.vertx.core.impl.VertxImpl$InternalTimerHandler",
    "io.vertx.core.eventbus.impl.HandlerRegistration",
    "io.vertx.core.eventbus.impl.MessageConsumerImpl",
    "io.netty.channel.socket.nio.NioSocketChannel",
  };

  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicLong events = new AtomicLong();

  @Test
  void nothingGrowsOverTenThousandReconnects(Vertx vertx) {
    NetServer server = vertx.createNetServer().connectHandler(this::flap);
    Waiting.result(server.listen(0, "127.0.0.1"));
    vertx.eventBus().consumer("flapping", event -> events.incrementAndGet());
    Waiting.result(vertx.deployVerticle(new SseApiVerticle(definition(server.actualPort()))));

    awaitReconnects(RECONNECTS / 10);
    LiveObjects early = LiveObjects.count();
    awaitReconnects(RECONNECTS);
    LiveObjects late = LiveObjects.count();

    for (String part : PARTS) {
      System.out.printf("reconnects: %s %d, then %d%n", part, early.of(part), late.of(part));
      assertThat(late.of(part)).as(part).isLessThanOrEqualTo(early.of(part) + 10);
    }
    System.out.printf("reconnects: heap %d, then %d bytes%n", early.bytes(), late.bytes());
    assertThat(late.bytes() - early.bytes()).isLessThan(2 << 20);
    // One may be accepted before the end of the last one is read.
    assertThat(mostOpen).hasValueLessThanOrEqualTo(2);
    assertThat(events.get()).isGreaterThanOrEqualTo(RECONNECTS - 2);
  }

  private static ApiDefinition definition(int port) {
    JsonObject options =
        new JsonObject()
            .put("reconnectDelay", 1)
            .put("reconnectJitter", 0)
            .put("maxReconnectAttempts", -1);
    return ApiDefinition.parse(
        "flapping",
        new JsonObject()
            .put("type", "sse")
            .put("url", "http://127.0.0.1:" + port + "/")
            .put("sseOptions", options));
  }

  private void flap(NetSocket socket) {
    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
    accepted.incrementAndGet();
    socket.closeHandler(end -> open.decrementAndGet());
    socket.exceptionHandler(reset -> {});
    socket.handler(request -> socket.end(Buffer.buffer(ANSWER)));
  }

  private void awaitReconnects(int count) {
    Waiting.until(
        () -> count + " reconnects, were " + accepted, PATIENCE, () -> accepted.get() > count);
  }
}
