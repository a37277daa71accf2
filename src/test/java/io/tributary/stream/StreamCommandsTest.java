package io.tributary.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.bus.Command;
import io.tributary.bus.Command.Action;
import io.tributary.bus.ControlFailure;
import io.tributary.testkit.RunningStream;
import io.tributary.testkit.ScriptedSseServer;
import io.tributary.testkit.Waiting;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the commands on a stream do, whatever it is doing. */
@ExtendWith(VertxExtension.class)
class StreamCommandsTest {

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
