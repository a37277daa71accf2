package io.tributary.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testkit.ReceivedRequest;
import io.tributary.testkit.RunningStream;
import io.tributary.testkit.ScriptedSseServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire, redirects included. */
@ExtendWith(VertxExtension.class)
class RequestsTest {

  private ScriptedSseServer server;

  @BeforeEach
  void start(Vertx vertx) {
    server = ScriptedSseServer.start(vertx);
    server.on(it -> it.respond(200).sse().event("7"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private ReceivedRequest request(int number) {
    return server.awaitRequests(number).get(number - 1);
  }

  @Test
  void aRequestIsAnEventStreamsRequest(Vertx vertx) {
    RunningStream.from(server.url("/a%20b?x=%2F")).start(vertx);

    ReceivedRequest request = request(1);
    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.target()).isEqualTo("/a%20b?x=%2F");
    assertThat(request.headers("Accept")).containsExactly("text/event-stream");
    assertThat(request.headers("Cache-Control")).containsExactly("no-cache");
    assertThat(request.headers("Accept-Encoding")).containsExactly("identity");
    assertThat(request.headers("Host")).containsExactly("127.0.0.1:" + server.port());
    assertThat(request.headers("Last-Event-ID")).isEmpty();
  }

  @Test
  void anEmptyPathBecomesASlash(Vertx vertx) {
    RunningStream.from(server.url("?x=1")).start(vertx);

    assertThat(request(1).target()).isEqualTo("/?x=1");
  }

  @Test
  void headersParametersMethodAndBodyComeFromTheDefinitionOnEveryReconnect(Vertx vertx) {
    server.on(
        it -> it.respond(200).sse().event(null, "1", "a").drop(),
        it -> it.respond(200).sse().event(null, "2", "b"));

    RunningStream.from(server.url("/e?x=1"))
        .with("method", "REPORT")
        .with("body", "what I want")
        .with("headers", new JsonObject().put("X-Name", "zoë").put("Accept-Encoding", "gzip"))
        .with("parameters", new JsonObject().put("q", "a b&c").put("n", 5))
        .start(vertx)
        .awaitEvents(2);

    for (int i = 1; i <= 2; i++) {
      ReceivedRequest request = request(i);
      assertThat(request.method()).isEqualTo("REPORT");
      assertThat(request.path()).isEqualTo("/e");
      assertThat(request.query().replace("+", "%20")).isEqualTo("x=1&q=a%20b%26c&n=5");
      assertThat(request.body().toString()).isEqualTo("what I want");
      assertThat(request.headers("Accept-Encoding")).containsExactly("gzip");
      assertThat(utf8(request.header("X-Name").orElseThrow())).isEqualTo("zoë");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "…", "äöü", "日本語", "a b", "{\"x\":1}"})
  void aReconnectSendsTheLastIdAsUtf8(String id, Vertx vertx) {
    server.on(
        it -> it.respond(200).sse().event(null, id, "a").drop(),
        it -> it.respond(200).sse().event("b"));

    RunningStream stream = RunningStream.from(server.url("/e")).start(vertx);

    stream.awaitEvents(2);
    assertThat(utf8(request(2).header("Last-Event-ID").orElseThrow())).isEqualTo(id);
    assertThat(stream.events().get(1).getString("id")).as("the id persists").isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0001b", "\u007f"})
  void anIdThatNoHeaderCanCarryIsLeftOut(String id, Vertx vertx) {
    server.on(
        it -> it.respond(200).sse().event(null, id, "a").drop(),
        it -> it.respond(200).sse().event("b"));

    RunningStream.from(server.url("/e")).start(vertx).awaitEvents(2);

    assertThat(request(2).header("Last-Event-ID")).isEmpty();
  }

  @Test
  void anIdThatWasResetIsNotSent(Vertx vertx) {
    server.on(
        it -> it.respond(200).sse().event(null, "1", "a").text("id\n\n").drop(),
        it -> it.respond(200).sse().event("b"));

    RunningStream.from(server.url("/e")).start(vertx).awaitEvents(2);

    assertThat(request(2).headers("Last-Event-ID")).isEmpty();
  }

  @Test
  void theFirstConnectSendsTheConfiguredId(Vertx vertx) {
    RunningStream.from(server.url("/e")).sse("lastEventId", "41").start(vertx);

    assertThat(request(1).headers("Last-Event-ID")).containsExactly("41");
  }

  @ParameterizedTest
  @CsvSource({
    "301,POST,GET",
    "302,POST,GET",
    "303,POST,GET",
    "307,POST,POST",
    "308,POST,POST",
    "301,REPORT,REPORT",
    "303,REPORT,GET",
    "307,GET,GET"
  })
  void aRedirectIsFollowedWithTheMethodOfTheStandard(
      int status, String method, String then, Vertx vertx) {
    server.at("/e", it -> it.redirect(status, "/there?x=1"));

    RunningStream.Definition definition =
        RunningStream.from(server.url("/e"))
            .with("method", method)
            .with("headers", new JsonObject().put("X-Key", "k"));
    if (!method.equals("GET")) {
      definition.with("body", "b");
    }
    definition.start(vertx).awaitEvents(1);

    ReceivedRequest second = request(2);
    assertThat(second.target()).isEqualTo("/there?x=1");
    assertThat(second.method()).isEqualTo(then);
    assertThat(second.body().toString())
        .isEqualTo(then.equals(method) && !method.equals("GET") ? "b" : "");
    assertThat(second.headers("X-Key")).containsExactly("k");
  }

  @Test
  void headersOfTheDefinitionNeverGoToAnotherOrigin(Vertx vertx) {
    try (ScriptedSseServer stranger = ScriptedSseServer.start(vertx)) {
      server.at("/e", it -> it.redirect(307, stranger.url("/out").toString()));
      server.at("/back", it -> it.respond(200).sse().event("back"));
      stranger.on(it -> it.redirect(307, server.url("/back").toString()));

      RunningStream.from(server.url("/e"))
          .with(
              "headers",
              new JsonObject()
                  .put("Authorization", "Bearer secret")
                  .put("Cookie", "session=1")
                  .put("X-Key", "k"))
          .start(vertx)
          .awaitEvents(1);

      assertThat(request(1).headers("Authorization")).containsExactly("Bearer secret");
      for (ReceivedRequest request :
          new ReceivedRequest[] {stranger.requests().get(0), request(2)}) {
        assertThat(request.headers("Authorization")).isEmpty();
        assertThat(request.headers("Cookie")).isEmpty();
        assertThat(request.headers("X-Key")).isEmpty();
        assertThat(request.headers("Accept")).containsExactly("text/event-stream");
      }
    }
  }

  @Test
  void everyReconnectStartsAtTheConfiguredUrl(Vertx vertx) {
    server.at("/e", it -> it.redirect(301, "/there"));
    server.at("/there", it -> it.respond(200).sse().event(null, "1", "a").drop());

    RunningStream.from(server.url("/e")).start(vertx).awaitEvents(2);

    assertThat(server.awaitRequests(4).stream().limit(4).map(ReceivedRequest::target))
        .containsExactly("/e", "/there", "/e", "/there");
  }

  @Test
  void aRedirectLoopEndsAndIsALoss(Vertx vertx) {
    server.at("/e", it -> it.redirect(302, "/e"));

    RunningStream stream =
        RunningStream.from(server.url("/e")).sse("maxReconnectAttempts", 1).start(vertx);

    stream.awaitState("failed");
    assertThat(stream.errors()).hasSize(2);
    JsonObject error = stream.errors().get(0);
    assertThat(error.getString("type")).isEqualTo("redirect");
    assertThat(error.getString("message")).isEqualTo("expected at most 20 redirects, got another");
    assertThat(server.requests()).hasSize(42);
    assertThat(server.connections().maxOpen()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "none,HTTP 302: expected a Location header; got none",
    "'',HTTP 302: expected a Location header; got none",
    "ftp://x/,HTTP 302: expected a redirect to an http or https URL; got \"ftp://x/\"",
    "http://[bad,HTTP 302: expected a URL in the Location header; got \"http://[bad\"",
  })
  void aRedirectToNowhereFailsTheStream(String location, String message, Vertx vertx) {
    server.at(
        "/e",
        it -> {
          it.respond(302);
          if (!location.equals("none")) {
            it.header("Location", location);
          }
          it.end();
        });

    RunningStream stream = RunningStream.from(server.url("/e")).start(vertx);

    assertThat(stream.awaitState("failed").getString("reason"))
        .isEqualTo(message.replace(';', ','));
    assertThat(stream.errors().get(0).getString("type")).isEqualTo("redirect");
    assertThat(stream.errors().get(0).getInteger("statusCode")).isEqualTo(302);
  }

  /** The test server reads header bytes as ISO-8859-1. */
  private static String utf8(String latin1) {
    return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
