package io.tributary.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testkit.Exchange;
import io.tributary.testkit.RunningStream;
import io.tributary.testkit.Script;
import io.tributary.testkit.ScriptedSseServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each kind of answer does to a stream. */
@ExtendWith(VertxExtension.class)
class AnswersTest {

  private static final Script STREAM = it -> it.respond(200).sse().event("price", "1", "7");

  private ScriptedSseServer server;

  @BeforeEach
  void start(Vertx vertx) {
    server = ScriptedSseServer.start(vertx);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private RunningStream.Definition definition() {
    return RunningStream.from(server.url("/events"));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
  void aPassingTroubleOfTheServerIsRetried(int status, Vertx vertx) {
    server.on(it -> it.respond(status).end(), STREAM);

    RunningStream stream = definition().start(vertx);

    assertThat(stream.awaitEvents(1)).containsExactly("7");
    JsonObject error = stream.awaitErrors(1).get(0);
    assertThat(error.getString("type")).isEqualTo("status");
    assertThat(error.getInteger("statusCode")).isEqualTo(status);
    assertThat(error.getString("message")).isEqualTo("expected HTTP 200, got " + status);
    assertThat(error.getBoolean("willReconnect")).isTrue();
    assertThat(error.getLong("delay")).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 206, 304, 400, 401, 403, 404, 501})
  void anyOtherStatusFailsTheStream(int status, Vertx vertx) {
    server.on(it -> it.respond(status).end());

    RunningStream stream = definition().start(vertx);

    JsonObject failed = stream.awaitState("failed");
    assertThat(failed.getString("reason")).isEqualTo("expected HTTP 200, got " + status);
    assertThat(stream.errors().get(0).getBoolean("willReconnect")).isFalse();
    server.connections().awaitOpen(0);
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 410})
  void theServerCanEndTheStreamForGood(int status, Vertx vertx) {
    server.on(it -> it.respond(status).end());

    RunningStream stream = definition().sse("maxReconnectAttempts", -1).start(vertx);

    stream.awaitState("closed");
    server.connections().awaitOpen(0);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void theStrictRuleOfTheStandardRetriesNoStatus(Vertx vertx) {
    server.on(it -> it.respond(503).end());

    RunningStream stream = definition().sse("retryStatuses", new JsonArray()).start(vertx);

    stream.awaitState("failed");
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/event-stream",
        "text/event-stream;charset=utf-8",
        "text/event-stream; charset=windows-1251",
        "Text/Event-Stream ;x",
      })
  void aContentTypeMayHaveParametersAndAnyCase(String contentType, Vertx vertx) {
    server.on(it -> it.respond(200).header("Content-Type", contentType).event("ü"));

    assertThat(definition().start(vertx).awaitEvents(1)).containsExactly("ü");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "text/event-streams", "x text/event-stream", ""})
  void anyOtherContentTypeFailsTheStream(String contentType, Vertx vertx) {
    server.on(it -> it.respond(200).header("Content-Type", contentType).event("7"));

    RunningStream stream = definition().start(vertx);

    stream.awaitState("failed");
    assertThat(stream.errors().get(0).getString("type")).isEqualTo("content-type");
    assertThat(stream.events()).isEmpty();
  }

  @Test
  void anAnswerWithoutContentTypeFailsTheStream(Vertx vertx) {
    server.on(it -> it.respond(200).event("7"));

    assertThat(definition().start(vertx).awaitState("failed").getString("reason"))
        .isEqualTo("expected content type text/event-stream, got none");
  }

  @Test
  void retryAfterLengthensTheDelay(Vertx vertx) {
    server.on(it -> it.respond(503).header("Retry-After", "1").end(), STREAM);

    RunningStream stream = definition().start(vertx);

    assertThat(stream.awaitErrors(1).get(0).getLong("delay")).isEqualTo(1000);
    stream.awaitEvents(1);
    assertThat(gapMillis(0, 1)).isGreaterThanOrEqualTo(1000);
  }

  @Test
  void retryAfterIsHeldToTenTimesTheLongestDelay(Vertx vertx) {
    server.on(it -> it.respond(503).header("Retry-After", "86400").end());

    RunningStream stream = definition().sse("maxReconnectDelay", 1000).start(vertx);

    assertThat(stream.awaitErrors(1).get(0).getLong("delay")).isEqualTo(10_000);
  }

  @ParameterizedTest
  @CsvSource({"200,200", "1,100", "99999999999999999999,400", "10x,10", "-5,10", "'',10"})
  void theServersRetryReplacesTheDelay(String retry, long delay, Vertx vertx) {
    server.on(it -> it.respond(200).sse().retry(retry).event(null, "1", "7").drop(), STREAM);

    RunningStream stream = definition().sse("maxReconnectDelay", 400).start(vertx);

    assertThat(stream.awaitErrors(1).get(0).getLong("delay")).isEqualTo(delay);
  }

  @Test
  void gzipIsNotAskedForButDecodedAtOnce(Vertx vertx) {
    server.on(it -> it.respond(200).sse().gzip().event("7").event("8"));

    RunningStream stream = definition().start(vertx);

    assertThat(stream.awaitEvents(2)).containsExactly("7", "8");
    assertThat(server.requests().get(0).headers("Accept-Encoding")).containsExactly("identity");
  }

  @Test
  void anEventLargerThanAllowedIsSkippedAndToldAndTheStreamGoesOn(Vertx vertx) {
    server.on(
        it ->
            it.respond(200)
                .sse()
                .event(null, "1", "small")
                .event(null, "2", "x".repeat(5000))
                .event(null, "3", "after"));

    RunningStream stream = definition().sse("maxEventSize", 1024).start(vertx);

    assertThat(stream.awaitEvents(2)).containsExactly("small", "after");
    JsonObject error = stream.awaitErrors(1).get(0);
    assertThat(error.getString("type")).isEqualTo("oversize");
    assertThat(error.getString("message")).startsWith("expected an event of at most 1024 bytes");
    assertThat(error.getBoolean("willReconnect")).isTrue();
    assertThat(stream.states()).containsExactly("connecting", "open");
  }

  @Test
  void theIdOfAnEventThatWasTooLargeCountsSoThatItDoesNotComeAgainForEver(Vertx vertx) {
    server.on(
        it -> it.respond(200).sse().event(null, "2", "x".repeat(5000)).drop(),
        it -> it.respond(200).sse().event(null, "3", "after"));

    RunningStream stream = definition().sse("maxEventSize", 1024).start(vertx);

    stream.awaitEvents(1);
    assertThat(server.requests().get(1).headers("Last-Event-ID")).containsExactly("2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage\r\n\r\n", "HTTP/9.9 what\r\n\r\n", "SSH-2.0-OpenSSH_9.2\r\n"})
  void aPeerThatDoesNotSpeakHttpIsToldAndRetried(String garbage, Vertx vertx) {
    server.on(it -> it.raw(garbage).drop(), STREAM);

    RunningStream stream = definition().start(vertx);

    stream.awaitEvents(1);
    assertThat(stream.errors().get(0).getString("type")).isIn("protocol", "connect");
    assertThat(stream.errors()).hasSize(1);
  }

  @Test
  void whatTheServerSentBeforeItsEndArrives(Vertx vertx) {
    List<Script> ends =
        List.of(
            Exchange::end,
            Exchange::drop,
            Exchange::reset,
            it -> it.text("id: 9\ndata: never dispatched").drop());
    for (int i = 0; i < ends.size(); i++) {
      Script end = ends.get(i);
      server.at(
          "/" + i,
          it -> end.play(it.respond(200).sse().event(null, "1", "a").event("b").after(50)));
    }
    for (int i = 0; i < ends.size(); i++) {
      RunningStream stream =
          RunningStream.from(server.url("/" + i)).sse("autoReconnect", false).start(vertx);
      assertThat(stream.awaitEvents(2)).containsExactly("a", "b");
      stream.awaitErrors(1);
      stream.stop();
      assertThat(stream.events()).hasSize(2);
    }
  }

  private long gapMillis(int first, int second) {
    var requests = server.requests();
    return (requests.get(second).at() - requests.get(first).at()) / 1_000_000;
  }
}
