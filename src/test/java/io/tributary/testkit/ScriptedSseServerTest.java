package io.tributary.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ScriptedSseServerTest {

  private ScriptedSseServer server;

  @BeforeEach
  void start(Vertx vertx) {
    server = ScriptedSseServer.start(vertx);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void everyStepOfTheBodyIsAChunkOfItsOwn() throws IOException {
    server.on(request -> request.respond(200).sse().event("a", "1", "x\ny").comment(" hi").end());
    try (RawClient client = client().get("/")) {
      assertThat(client.readUntil("0\r\n\r\n"))
          .isEqualTo(
              String.join(
                  "\r\n",
                  "HTTP/1.1 200 Scripted",
                  "Content-Type: text/event-stream",
                  "Transfer-Encoding: chunked",
                  "",
                  "20",
                  "event: a\nid: 1\ndata: x\ndata: y\n\n",
                  "5",
                  ": hi\n",
                  "0\r\n\r\n"));
    }
  }

  @Test
  void theRequestIsRecordedAsItCame() throws IOException {
    server.on(request -> request.respond(204).end());
    try (RawClient client = client()) {
      client.send("POST /p%20q?a=%31 HTTP/1.1\r\nB: 1\r\na:  2\r\nContent-Length: 3\r\n\r\nx\0z");
      assertThat(client.readUntil("\r\n\r\n")).isEqualTo("HTTP/1.1 204 Scripted\r\n\r\n");
    }
    ReceivedRequest request = server.requests().get(0);
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/p%20q");
    assertThat(request.query()).isEqualTo("a=%31");
    assertThat(request.headers().toString())
        .isEqualTo(
            "[Header[name=B, value=1], Header[name=a, value=2],"
                + " Header[name=Content-Length, value=3]]");
    assertThat(request.header("b")).contains("1");
    assertThat(request.body().toString()).isEqualTo("x\0z");
  }

  @Test
  void scriptsArePlayedInOrderAndTheLastOneStays() throws IOException {
    server
        .on(first -> first.respond(503).header("Retry-After", "1").end(), r -> r.redirect(302, "/"))
        .at("/fixed", request -> request.respond(410).end());
    try (RawClient client = client()) {
      client.get("/").readUntil("503 Scripted\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n");
      client.get("/fixed").readUntil("410 Scripted\r\nContent-Length: 0\r\n\r\n");
      client.get("/").readUntil("302 Scripted\r\nLocation: /\r\nContent-Length: 0\r\n\r\n");
      client.get("/");
    }
    assertThat(server.awaitRequests(4)).extracting(ReceivedRequest::connection).containsOnly(1);
  }

  @Test
  void aDropIsAnEndInTheMiddleOfALine() throws IOException {
    server.on(request -> request.respond(200).untilClose().sse().cut("data: half", 3, 6).drop());
    try (RawClient client = client().get("/")) {
      client.readAll();
      assertThat(client.text()).endsWith("\r\n\r\ndata: half");
    }
    server.connections().awaitOpen(0);
  }

  @Test
  void aResetIsAnErrorAtTheClient() throws IOException {
    server.on(request -> request.respond(200).sse().event("x").after(20).reset());
    try (RawClient client = client().get("/")) {
      assertThatThrownBy(client::readAll).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void aHalfClosedConnectionEndsForTheClientAndStaysForTheServer() throws IOException {
    server.on(request -> request.respond(200).untilClose().sse().event("x").halfClose());
    try (RawClient client = client().get("/")) {
      client.readAll();
      assertThat(client.text()).endsWith("data: x\n\n");
      assertThat(server.connections().open()).isEqualTo(1);
    }
    server.connections().awaitOpen(0);
  }

  @Test
  void stepsCanFollowLater() throws IOException {
    server.on(request -> request.respond(200).sse());
    try (RawClient client = client().get("/")) {
      client.readUntil("chunked\r\n\r\n");
      server.exchange(1).event("late").end();
      assertThat(client.readUntil("0\r\n\r\n")).contains("data: late");
    }
  }

  @Test
  void aFloodWaitsForTheClientAndEndsWithIt() throws IOException {
    server.on(request -> request.respond(200).sse().text("data: ").flood("x", Long.MAX_VALUE));
    try (RawClient client = client().get("/")) {
      client.readUntil("1\r\nx\r\n1\r\nx\r\n");
    }
    server.connections().awaitOpen(0);
    Waiting.until("the flood failed", () -> server.exchange(1).played().failed());
  }

  @Test
  void lengthsAndHeadsCanBeWrong() throws IOException {
    server.on(
        request -> request.respond(200).contentLength(3).text("four").drop(),
        request -> request.raw("HTTP/1.1 two hundred\r\n: \u0000\r\n\r\n").drop());
    try (RawClient client = client().get("/")) {
      client.readAll();
      assertThat(client.text()).endsWith("Content-Length: 3\r\n\r\nfour");
    }
    try (RawClient client = client().get("/")) {
      assertThat(client.readAll()).asString().startsWith("HTTP/1.1 two hundred");
    }
  }

  @Test
  void gzipGoesOutStepByStep() throws IOException {
    server.on(request -> request.respond(200).untilClose().gzip().event("x"));
    try (RawClient client = client().get("/")) {
      client.readUntil("Content-Encoding: gzip\r\n\r\n");
      server.exchange(1).event("y").played().onSuccess(sent -> server.exchange(1).end().drop());
      byte[] all = client.readAll();
      int head = client.text().indexOf("\r\n\r\n") + 4;
      assertThat(new GZIPInputStream(new ByteArrayInputStream(all, head, all.length - head)))
          .hasContent("data: x\n\ndata: y\n\n");
    }
  }

  @Test
  void aTrickleIsABufferForEachByte() throws IOException {
    server.on(request -> request.respond(200).sse().trickle("é\n", 1).end());
    try (RawClient client = client().get("/")) {
      client.readUntil("0\r\n\r\n");
      assertThat(client.text().split("1\r\n", -1)).hasSize(4);
    }
  }

  @Test
  void itListensAgainOnTheSamePort() throws IOException {
    server.on(request -> request.respond(200).sse());
    try (RawClient client = client().get("/")) {
      server.awaitRequests(1);
      server.kill();
      client.readAll();
      assertThatThrownBy(this::client).hasMessageContaining("refused");
    }
    server.restart();
    try (RawClient client = client().get("/")) {
      client.readUntil("\r\n\r\n");
    }
    assertThat(server.connections().total()).isEqualTo(2);
    assertThat(server.connections().maxOpen()).isEqualTo(1);
  }

  @Test
  void aConnectionCanEndBeforeItSaysAWord() throws IOException {
    server.onConnect(ServedConnection::drop);
    try (RawClient client = client()) {
      assertThat(client.readAll()).isEmpty();
    }
  }

  @Test
  void aHeaderAfterTheBodyIsAMistakeOfTheTest(Vertx vertx) throws IOException {
    ScriptedSseServer wrong = ScriptedSseServer.start(vertx);
    wrong.on(request -> request.respond(200).text("x").header("Too", "late"));
    try (RawClient client = new RawClient(wrong.port()).get("/")) {
      client.readUntil("x\r\n");
      Waiting.until("the script failed", () -> wrong.exchange(1).played().failed());
    }
    assertThatThrownBy(wrong::close).hasMessageContaining("got Too after it");
  }

  private RawClient client() throws IOException {
    return new RawClient(server.port());
  }
}
