package io.tributary.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.bus.Command;
import io.tributary.bus.Command.Action;
import io.tributary.bus.ControlFailure;
import io.tributary.config.ApiDefinition;
import io.tributary.testkit.ReceivedRequest;
import io.tributary.testkit.RunningStream;
import io.tributary.testkit.ScriptedSseServer;
import io.tributary.testkit.Waiting;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
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

  @RepeatedTest(5)
  void disconnectEndsAnOpenStreamForGood(Vertx vertx) {
    server.on(it -> it.respond(200).sse().event("a"));
    RunningStream stream = definition().start(vertx);
    stream.awaitEvents(1);

    assertThat(stream.command(Action.DISCONNECT).state()).isEqualTo("disconnected");

    server.connections().awaitOpen(0);
    stream.awaitState("disconnected");
    assertThat(stream.errors()).isEmpty();
    assertThat(stream.states()).containsExactly("connecting", "open", "disconnected");
  }

  @RepeatedTest(5)
  void disconnectEndsAStreamThatIsConnecting(Vertx vertx) {
    server.on(it -> it.respond(200).sse().event("a"));
    RunningStream stream = definition().start(vertx);

    stream.command(Action.DISCONNECT);

    server.connections().awaitOpen(0);
    assertThat(stream.command(Action.STATUS).state()).isEqualTo("disconnected");
    assertThat(server.connections().total()).isLessThanOrEqualTo(1);
    assertThat(stream.states()).doesNotContain("waiting");
  }

  @Test
  void disconnectEndsAStreamThatIsWaiting(Vertx vertx) {
    server.on(it -> it.respond(503).end());
    RunningStream stream =
        definition().sse("reconnectDelay", 50).sse("maxReconnectAttempts", -1).start(vertx);
    stream.awaitState("waiting");

    stream.command(Action.DISCONNECT);
    // A request may have been on its way already; a second one would come in time.
    server.connections().awaitOpen(0);
    Waiting.result(vertx.timer(150));
    int requests = server.requests().size();

    Waiting.result(vertx.timer(150));
    assertThat(server.requests()).hasSize(requests);
    assertThat(stream.command(Action.STATUS).state()).isEqualTo("disconnected");
    server.connections().awaitOpen(0);
  }

  @Test
  void everyCommandIsIdempotentAndTellsTheState(Vertx vertx) {
    server.on(it -> it.respond(200).sse().event(null, "1", "a"));
    RunningStream stream = definition().start(vertx);
    stream.awaitEvents(1);

    assertThat(stream.command(Action.CONNECT).state()).isEqualTo("open");
    assertThat(stream.command(Action.DISCONNECT).state()).isEqualTo("disconnected");
    assertThat(stream.command(Action.DISCONNECT).state()).isEqualTo("disconnected");
    assertThat(code(failureOf(stream.send(Action.RECONNECT)))).isEqualTo(409);
    assertThat(stream.command(Action.CONNECT).state()).isEqualTo("connecting");
    stream.awaitEvents(2);
    assertThat(server.requests().get(1).headers("Last-Event-ID")).containsExactly("1");
    assertThat(stream.command(Action.RECONNECT).state()).isEqualTo("connecting");
    stream.awaitEvents(3);
    assertThat(server.connections().maxOpen()).isEqualTo(1);
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void connectWithAnIdStartsThereAndWithAnEmptyOneAfresh(Vertx vertx) {
    server.on(it -> it.respond(200).sse().event(null, "1", "a"));
    RunningStream stream = definition().start(vertx);
    stream.awaitEvents(1);

    Waiting.result(stream.send(connectFrom("77")));
    stream.awaitEvents(2);
    Waiting.result(stream.send(connectFrom("")));
    stream.awaitEvents(3);

    assertThat(server.requests().stream().map(it -> it.header("Last-Event-ID").orElse("none")))
        .containsExactly("none", "77", "none");
  }

  @Test
  void aStreamThatMustNotStartByItselfWaitsForConnect(Vertx vertx) {
    server.on(it -> it.respond(200).sse().event("a"));
    RunningStream stream = definition().with("autoStart", false).start(vertx);

    assertThat(stream.command(Action.STATUS).state()).isEqualTo("disconnected");
    assertThat(server.requests()).isEmpty();

    stream.command(Action.CONNECT);
    stream.awaitEvents(1);
  }

  @RepeatedTest(3)
  void aStormOfCommandsNeverMakesTwoConnections(Vertx vertx) {
    server.on(it -> it.respond(200).sse().event(null, "1", "a"));
    RunningStream stream = definition().start(vertx);
    Action[] storm = {Action.RECONNECT, Action.DISCONNECT, Action.CONNECT, Action.CONNECT};

    IntStream.range(0, 200)
        .mapToObj(i -> stream.send(storm[(i * 7 + i / 5) % storm.length]))
        .toList()
        .forEach(reply -> Waiting.result(reply.transform(any -> Future.succeededFuture())));
    stream.command(Action.CONNECT);
    stream.awaitState("open");

    server.connections().awaitOpen(1);
    assertThat(server.connections().maxOpen()).isEqualTo(1);
    stream.command(Action.DISCONNECT);
    server.connections().awaitOpen(0);
  }

  @Test
  void undeployingClosesTheSocketAndLeavesNothing(Vertx vertx) {
    server.on(it -> it.respond(200).sse().event("a"));
    RunningStream stream = definition().start(vertx);
    stream.awaitEvents(1);

    stream.stop();

    server.connections().awaitOpen(0);
    assertThat(code(failureOf(stream.send(Action.CONNECT)))).isEqualTo(503);
    assertThat(server.requests()).hasSize(1);
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

  private static Command connectFrom(String id) {
    return new Command(
        Action.CONNECT, RunningStream.NAME, Optional.of(id), Optional.empty(), Optional.empty());
  }

  private static Throwable failureOf(Future<?> future) {
    return Waiting.result(future.transform(it -> Future.succeededFuture(it.cause())));
  }

  private static int code(Throwable failure) {
    return ((ControlFailure) failure).failureCode();
  }
}
