package io.tributary.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.ApiDefinition;
import io.tributary.testkit.ReceivedRequest;
import io.tributary.testkit.RunningStream;
import io.tributary.testkit.ScriptedSseServer;
import io.tributary.testkit.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** When a stream reconnects, and what ends it for good. */
@ExtendWith(VertxExtension.class)
class ReconnectTest {

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

  @Test
  void everyEndOfStreamIsReconnectedAndResumed(Vertx vertx) {
    server.on(
        it -> it.respond(200).sse().event(null, "1", "a").end(),
        it -> it.respond(200).sse().event(null, "2", "b").drop(),
        it -> it.respond(200).sse().untilClose().event(null, "3", "c").drop(),
        it -> it.respond(200).sse().event(null, "4", "d").after(20).reset(),
        it -> it.respond(200).sse().event(null, "5", "e"));

    RunningStream stream = definition().start(vertx);

    assertThat(stream.awaitEvents(5)).containsExactly("a", "b", "c", "d", "e");
    assertThat(server.requests().stream().map(it -> it.header("Last-Event-ID").orElse("")))
        .containsExactly("", "1", "2", "3", "4");
    assertThat(server.connections().maxOpen()).isEqualTo(1);
    assertThat(stream.errors()).hasSize(4);
    assertThat(stream.errors().get(0).getString("message"))
        .isEqualTo("the server ended the stream");
  }

  @Test
  void aServerThatAnswersAndDropsUsesTheAttemptsUp(Vertx vertx) {
    server.on(it -> it.respond(200).sse().comment("hello").drop());

    RunningStream stream = definition().sse("maxReconnectAttempts", 3).start(vertx);

    JsonObject failed = stream.awaitState("failed");
    assertThat(failed.getInteger("attempt")).isEqualTo(3);
    assertThat(failed.getString("reason")).contains("gave up after 3 reconnects in a row");
    assertThat(server.requests()).hasSize(4);
    assertThat(stream.errors().stream().map(it -> it.getInteger("attempt")))
        .containsExactly(1, 2, 3, 3);
    assertThat(stream.errors().get(3).getBoolean("willReconnect")).isFalse();
  }

  @Test
  void anEventBringsTheAttemptsBack(Vertx vertx) {
    server.on(it -> it.respond(200).sse().event(null, "1", "a").drop());

    RunningStream stream = definition().sse("maxReconnectAttempts", 1).start(vertx);

    stream.awaitEvents(6);
    assertThat(stream.errors().stream().map(it -> it.getInteger("attempt"))).containsOnly(1);
  }

  @Test
  void aServerThatIsNotThereIsTriedAsOftenAsToldAndNoMore(Vertx vertx) {
    URI nowhere = server.url("/events");
    server.kill();

    RunningStream stream = RunningStream.from(nowhere).start(vertx);

    assertThat(stream.awaitState("failed").getInteger("attempt")).isEqualTo(5);
    assertThat(stream.errors()).hasSize(6);
    assertThat(stream.errors().get(0).getString("type")).isEqualTo("connect");
    server.restart();
  }

  @Test
  void aServerThatComesBackIsFound(Vertx vertx) {
    server.on(it -> it.respond(200).sse().event(null, "1", "a"));
    RunningStream stream = definition().sse("maxReconnectAttempts", -1).start(vertx);
    stream.awaitEvents(1);

    server.connections().all().forEach(it -> Waiting.result(it.reset()));
    server.kill();
    stream.awaitErrors(5);
    server.restart();

    stream.awaitEvents(2);
    stream.awaitState("open");
  }

  @Test
  void anUnknownHostIsAnErrorOfTheConnect(Vertx vertx) {
    RunningStream stream =
        RunningStream.from(URI.create("http://host.invalid/"))
            .sse("maxReconnectAttempts", 0)
            .sse("connectTimeout", 2000)
            .start(vertx);

    stream.awaitState("failed");
    assertThat(stream.errors().get(0).getString("type")).isIn("connect", "timeout");
  }

  @Test
  void withoutAutoReconnectTheFirstEndIsTheLast(Vertx vertx) {
    server.on(it -> it.respond(200).sse().event("a").end());

    RunningStream stream = definition().sse("autoReconnect", false).start(vertx);

    stream.awaitState("closed");
    assertThat(stream.awaitEvents(1)).containsExactly("a");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void silenceIsNoticedAndCommentsAreNoSilence(Vertx vertx) {
    server.on(
        it -> it.respond(200).sse().event("a").stall(),
        it -> it.respond(200).sse().trickle(":still here\n".repeat(3), 40).event("b"));

    RunningStream stream = definition().sse("idleTimeout", 400).start(vertx);

    assertThat(stream.awaitEvents(2)).containsExactly("a", "b");
    JsonObject error = stream.errors().get(0);
    assertThat(error.getString("type")).isEqualTo("idle");
    assertThat(error.getString("message")).isEqualTo("expected a byte within 400 ms, got none");
    assertThat(stream.errors()).hasSize(1);
    List<ReceivedRequest> requests = server.requests();
    assertThat((requests.get(1).at() - requests.get(0).at()) / 1_000_000)
        .isGreaterThanOrEqualTo(400);
  }

  @Test
  void aServerThatNeverAnswersIsSilentToo(Vertx vertx) {
    server.on(it -> {}, it -> it.respond(200).sse().event("a"));

    RunningStream stream = definition().sse("idleTimeout", 200).start(vertx);

    stream.awaitEvents(1);
    assertThat(stream.errors().get(0).getString("type")).isEqualTo("idle");
    server.connections().awaitOpen(1);
  }

  @Test
  void aHandshakeThatHangsIsATimeout(Vertx vertx) {
    RunningStream stream =
        RunningStream.from(URI.create("https://127.0.0.1:" + server.port() + "/"))
            .sse("connectTimeout", 200)
            .sse("maxReconnectAttempts", 1)
            .start(vertx);

    stream.awaitState("failed");
    assertThat(stream.errors().get(0).getString("type")).isEqualTo("timeout");
    assertThat(stream.errors().get(0).getString("message"))
        .isEqualTo("expected a connection within 200 ms");
    server.connections().awaitOpen(0);
    assertThat(server.connections().total()).isEqualTo(2);
  }

  @Test
  void twentyStreamsOfOneHostAreOpenAtOnce(Vertx vertx) {
    server.on(it -> it.respond(200).sse().event("a"));
    for (int i = 0; i < 20; i++) {
      JsonObject json =
          new JsonObject().put("type", "sse").put("url", server.url("/" + i).toString());
      Waiting.result(vertx.deployVerticle(new SseApiVerticle(ApiDefinition.parse("s" + i, json))));
    }
    server.connections().awaitOpen(20);
    server.awaitRequests(20);
  }
}
