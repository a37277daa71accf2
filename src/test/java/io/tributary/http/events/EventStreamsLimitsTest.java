package io.tributary.http.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.ApiDefinition;
import io.tributary.http.answer.Problems;
import io.tributary.stream.SseApiVerticle;
import io.tributary.stream.Streams;
import io.tributary.testkit.NumberedSseServer;
import io.tributary.testkit.RawClient;
import io.tributary.testkit.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How many may read, and what they hear while nothing happens. */
@ExtendWith(VertxExtension.class)
class EventStreamsLimitsTest {

  private static final int MOST = 2;
  private static final String PATH = "/streams/prices";

  private Vertx vertx;
  private NumberedSseServer upstream;
  private final Streams streams = new Streams();
  private SseApiVerticle stream;
  private EventStreams events;
  private HttpServer server;

  @BeforeEach
  void start(Vertx vertx) {
    this.vertx = vertx;
    upstream = NumberedSseServer.start(vertx);
    stream = deployed();
    events = new EventStreams(vertx, streams, MOST, 1);
    Router router = Router.router(vertx);
    Problems.answerThoseOf(router);
    events.route(router);
    server = Waiting.result(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
  }

  @AfterEach
  void stop() {
    Waiting.result(server.close());
    upstream.close();
  }

  @Test
  void anotherThanTheLastReaderIsToldToComeLater() throws IOException {
    try (RawClient first = reader();
        RawClient second = reader()) {
      String refused = answer();

      assertThat(refused).startsWith("HTTP/1.1 503").contains("retry-after: 10");
      assertThat(refused).contains("expected at most 2 readers, got another");
      upstream.publish(1);
      first.readUntil("data: 1\n\n");
      second.readUntil("data: 1\n\n");
    }
    awaitRoom();
  }

  @Test
  void readersThatWereSentAwayFromAReplacedStreamLeaveTheirPlaces() throws IOException {
    try (RawClient first = reader();
        RawClient second = reader()) {
      streams.remove(stream);
      stream = deployed();
      first.readUntil("0\r\n\r\n");
      second.readUntil("0\r\n\r\n");

      awaitRoom();
    }
  }

  @Test
  void silenceIsFilledWithComments() throws IOException {
    try (RawClient reader = reader()) {
      // The first said that it has joined; each is a chunk.
      reader.readUntil(":\n\r\n2\r\n:\n\r\n2\r\n:\n");
    }
  }

  private void awaitRoom() {
    Waiting.until(
        "room for a reader",
        () -> {
          try (RawClient late = client()) {
            return late.get(PATH).readUntil("\r\n").startsWith("HTTP/1.1 200");
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }

  private RawClient reader() throws IOException {
    RawClient client = client();
    client.get(PATH).readUntil(":\n");
    return client;
  }

  private String answer() throws IOException {
    try (RawClient client = client()) {
      return client.get(PATH).readUntil("}");
    }
  }

  private RawClient client() throws IOException {
    return new RawClient(server.actualPort());
  }

  private SseApiVerticle deployed() {
    JsonObject json = new JsonObject().put("type", "sse").put("url", upstream.url("/").toString());
    SseApiVerticle verticle = new SseApiVerticle(ApiDefinition.parse("prices", json));
    Waiting.result(vertx.deployVerticle(verticle));
    streams.add(verticle);
    return verticle;
  }
}
