package io.tributary.stream.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testkit.FakeTimers;
import io.tributary.testkit.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.NetServer;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pings over a real connection, time by hand. */
@ExtendWith(VertxExtension.class)
class PingWatchTest {

  private final FakeTimers timers = new FakeTimers();
  private final AtomicInteger vanished = new AtomicInteger();
  private final PingWatch watch = new PingWatch(timers, 1000, vanished::incrementAndGet);

  /** A field, because Vert.x closes a client that nobody holds. */
  private HttpClientAgent client;

  private HttpClientConnection connect(Vertx vertx, int port) {
    HttpClientOptions h2 =
        new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_2)
            .setHttp2ClearTextUpgrade(false);
    client = vertx.createHttpClient(h2);
    return Waiting.result(
        client.connect(new HttpConnectOptions().setHost("127.0.0.1").setPort(port)));
  }

  @Test
  void aPeerThatAnswersIsThere(Vertx vertx) {
    AtomicInteger pings = new AtomicInteger();
    HttpServer server =
        vertx
            .createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(true))
            .connectionHandler(it -> it.pingHandler(ping -> pings.incrementAndGet()))
            .requestHandler(request -> {});
    Waiting.result(server.listen(0, "127.0.0.1"));
    HttpClientConnection connection = connect(vertx, server.actualPort());
    watch.start(connection);

    for (int round = 1; round <= 3; round++) {
      timers.advance(Duration.ofSeconds(1));
      int expected = round;
      Waiting.until("ping " + round, () -> pings.get() == expected);
      Waiting.until("an answer", watch::isAnswered);
    }
    assertThat(vanished).hasValue(0);
    watch.stop();
    timers.advance(Duration.ofSeconds(10));
    assertThat(pings).hasValue(3);
  }

  @Test
  void aPeerThatDoesNotAnswerHasVanishedWhenTheNextPingIsDue(Vertx vertx) {
    Buffer emptySettings = Buffer.buffer(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
    NetServer silent =
        vertx
            .createNetServer()
            .connectHandler(socket -> socket.handler(in -> {}).write(emptySettings));
    Waiting.result(silent.listen(0, "127.0.0.1"));
    watch.start(connect(vertx, silent.actualPort()));

    timers.advance(Duration.ofMillis(1999));
    assertThat(watch.isAnswered()).isFalse();
    assertThat(vanished).hasValue(0);
    timers.advance(Duration.ofMillis(1));
    assertThat(vanished).hasValue(1);
  }
}
