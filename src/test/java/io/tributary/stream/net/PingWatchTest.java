package io.tributary.stream.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testkit.FakeTimers;
import io.tributary.testkit.Waiting;
import io.vertx.core.Context;
import io.vertx.core.Promise;
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
import java.util.concurrent.atomic.AtomicBoolean;
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

  /**
   * The event loop of watch and connection: Vert.x can miss the answer to a ping sent elsewhere.
   */
  private Context loop;

  private HttpClientConnection connect(Vertx vertx, int port) {
    loop = vertx.getOrCreateContext();
    HttpClientOptions h2 =
        new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_2)
            .setHttp2ClearTextUpgrade(false);
    client = vertx.createHttpClient(h2);
    HttpConnectOptions there = new HttpConnectOptions().setHost("127.0.0.1").setPort(port);
    Promise<HttpClientConnection> connection = Promise.promise();
    loop.runOnContext(nothing -> client.connect(there).onComplete(connection));
    return Waiting.result(connection.future());
  }

  private void onLoop(Runnable action) {
    Promise<Void> done = Promise.promise();
    loop.runOnContext(
        nothing -> {
          action.run();
          done.complete();
        });
    Waiting.result(done.future());
  }

  private void advance(Duration time) {
    onLoop(() -> timers.advance(time));
  }

  private boolean isAnswered() {
    AtomicBoolean answered = new AtomicBoolean();
    onLoop(() -> answered.set(watch.isAnswered()));
    return answered.get();
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
    onLoop(() -> watch.start(connection));

    for (int round = 1; round <= 3; round++) {
      advance(Duration.ofSeconds(1));
      int expected = round;
      Waiting.until("ping " + round, () -> pings.get() == expected);
      Waiting.until("an answer", this::isAnswered);
    }
    assertThat(vanished).hasValue(0);
    onLoop(watch::stop);
    advance(Duration.ofSeconds(10));
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
    HttpClientConnection connection = connect(vertx, silent.actualPort());
    onLoop(() -> watch.start(connection));

    advance(Duration.ofMillis(1999));
    assertThat(isAnswered()).isFalse();
    assertThat(vanished).hasValue(0);
    advance(Duration.ofMillis(1));
    assertThat(vanished).hasValue(1);
  }
}
