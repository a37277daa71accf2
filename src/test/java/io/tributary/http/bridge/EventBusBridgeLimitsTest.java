package io.tributary.http.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.ApiDefinition;
import io.tributary.stream.SseApiVerticle;
import io.tributary.stream.Streams;
import io.tributary.testkit.Waiting;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the bridge bears of its clients. */
@ExtendWith(VertxExtension.class)
class EventBusBridgeLimitsTest {

  private static final int MOST = 2;

  private Vertx vertx;
  private final Streams streams = new Streams();
  private HttpServer server;
  private WebSocketClient client;

  @BeforeEach
  void start(Vertx vertx) {
    this.vertx = vertx;
    Router router = Router.router(vertx);
    new EventBusBridge(vertx, streams, MOST).route(router);
    server = Waiting.result(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
    client = vertx.createWebSocketClient();
    JsonObject api = new JsonObject().put("type", "sse").put("url", "http://127.0.0.1:1/");
    streams.add(new SseApiVerticle(ApiDefinition.parse("prices", api)));
  }

  @AfterEach
  void stop() {
    Waiting.result(client.close().eventually(server::close));
  }

  @Test
  void anotherThanTheLastSocketIsClosed() {
    Socket first = new Socket();
    Socket second = new Socket();
    Socket third = new Socket();
    Waiting.until("the third is closed", () -> third.closed);

    second.register("prices");
    Waiting.until("an event", () -> second.hears("event 1"));
    first.close();
    Waiting.until("room for a socket", this::hasRoom);
  }

  @Test
  void aSocketThatStopsReadingIsCutAndHarmsNobody() {
    Socket asleep = new Socket();
    Socket awake = new Socket();
    asleep.register("prices");
    awake.register("prices");
    Waiting.until("both are registered", () -> asleep.hears("probe") && awake.hears("probe"));
    asleep.socket.pause();
    String large = "x".repeat(100_000);
    for (int n = 0; n < 300; n++) {
      String number = "number " + n + ".";
      vertx.eventBus().publish("prices", new JsonObject().put("n", number).put("data", large));
      Waiting.until(number, () -> awake.heard(number));
    }
    asleep.socket.resume();

    Waiting.until("the end of the one that slept", () -> asleep.closed);
    assertThat(awake.closed).isFalse();
  }

  private boolean hasRoom() {
    Socket late = new Socket();
    late.register("prices");
    Waiting.until("an event or the end", () -> late.closed || late.hears("room"));
    return late.heard("room");
  }

  /** A client of the bridge, which hears everything from the first moment on. */
  private final class Socket {

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final ClientWebSocket socket = client.webSocket();
    private volatile boolean closed;

    Socket() {
      socket.handler(text -> heard.add(text.getString(0, Math.min(400, text.length()))));
      socket.closeHandler(gone -> closed = true);
      socket.exceptionHandler(gone -> {});
      Waiting.result(socket.connect(server.actualPort(), "127.0.0.1", "/eventbus/websocket"));
    }

    void register(String address) {
      write(new JsonObject().put("type", "register").put("address", address));
    }

    /** A socket that has been closed meanwhile takes nothing. */
    void write(JsonObject message) {
      Future.succeededFuture()
          .compose(open -> socket.writeTextMessage(message.encode()))
          .onFailure(gone -> {});
    }

    /** Publishes this, until it is heard. */
    boolean hears(String text) {
      vertx.eventBus().publish("prices", new JsonObject().put("n", text));
      return heard(text);
    }

    boolean heard(String text) {
      return heard.stream().anyMatch(message -> message.contains(text));
    }

    void close() {
      Waiting.result(socket.close());
    }
  }
}
