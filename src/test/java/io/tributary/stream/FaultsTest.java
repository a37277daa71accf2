package io.tributary.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.bus.Command;
import io.tributary.testkit.Exchange;
import io.tributary.testkit.ReceivedRequest;
import io.tributary.testkit.RunningStream;
import io.tributary.testkit.Script;
import io.tributary.testkit.ScriptedSseServer;
import io.tributary.testkit.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers and networks do wrong, over real sockets: the rows of docs/reliability.md. */
@ExtendWith(VertxExtension.class)
class FaultsTest {

  private static final int MEGABYTE = 1 << 20;

  private ScriptedSseServer server;

  @BeforeEach
  void start(Vertx vertx) {
    server = ScriptedSseServer.start(vertx);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private RunningStream.Definition stream() {
    return RunningStream.from(server.url("/")).sse("maxReconnectAttempts", -1);
  }

  /** Event 1, the fault, and event 2 on the next connection. */
  private RunningStream afterFault(Vertx vertx, Script fault) {
    server.on(
        it -> {
          it.respond(200).sse().event(null, "1", "one");
          fault.play(it);
        },
        it -> it.respond(200).sse().event(null, "2", "two"));
    return stream().start(vertx);
  }

  private void assertResumed(RunningStream stream) {
    assertThat(stream.awaitEvents(2)).containsExactly("one", "two");
    ReceivedRequest second = server.requests().get(1);
    assertThat(second.headers("Last-Event-ID")).containsExactly("1");
    assertThat(stream.errors()).hasSize(1);
  }

  private static String errorType(RunningStream stream) {
    return stream.awaitErrors(1).get(0).getString("type");
  }

  @Test
  void aResetInTheMiddleOfALineLosesOnlyWhatWasNotWhole(Vertx vertx) {
    RunningStream stream = afterFault(vertx, it -> it.text("id: 9\ndata: hal").reset());

    assertResumed(stream);
    assertThat(errorType(stream)).isEqualTo("connect");
  }

  @Test
  void anEndInTheMiddleOfALineLosesOnlyWhatWasNotWhole(Vertx vertx) {
    RunningStream stream = afterFault(vertx, it -> it.text("id: 9\ndata: hal").drop());

    assertResumed(stream);
    assertThat(errorType(stream)).isEqualTo("connect");
  }

  @Test
  void aServerThatSendsItsEndAndStaysIsLeft(Vertx vertx) {
    RunningStream stream = afterFault(vertx, it -> it.halfClose());

    assertResumed(stream);
    server.connections().awaitOpen(1);
  }

  @Test
  void garbageInsteadOfAChunkIsALoss(Vertx vertx) {
    RunningStream stream = afterFault(vertx, it -> it.raw("!! this is no chunk !!\r\n"));

    assertResumed(stream);
    assertThat(errorType(stream)).isIn("protocol", "connect");
  }

  @Test
  void garbageInsteadOfAHeadIsAProtocolErrorAndTriedAgain(Vertx vertx) {
    server.on(
        it -> it.raw("\u0000\u0001\u0002 nothing of HTTP\r\n\r\n"),
        it -> it.respond(200).sse().event("well"));
    RunningStream stream = stream().start(vertx);

    assertThat(stream.awaitEvents(1)).containsExactly("well");
    assertThat(errorType(stream)).isEqualTo("protocol");
  }

  @Test
  void aLengthThatIsTooShortEndsTheStreamThere(Vertx vertx) {
    String events = "id: 1\ndata: one\n\n";
    server.on(
        it -> it.respond(200).sse().contentLength(events.length()).text(events + "data: lost\n\n"),
        it -> it.respond(200).sse().event(null, "2", "two"));
    RunningStream stream = stream().start(vertx);

    assertResumed(stream);
  }

  @Test
  void aLengthThatIsTooLongIsALossAtTheEnd(Vertx vertx) {
    server.on(
        it -> it.respond(200).sse().contentLength(9999).event(null, "1", "one").drop(),
        it -> it.respond(200).sse().event(null, "2", "two"));
    RunningStream stream = stream().start(vertx);

    assertResumed(stream);
    assertThat(errorType(stream)).isEqualTo("connect");
  }

  @Test
  void headersWithoutEndAreAProtocolErrorOfBoundedSize(Vertx vertx) {
    server.on(
        it -> it.raw("HTTP/1.1 200 OK\r\n").rawFlood("X-More: " + "x".repeat(1000) + "\r\n", 200),
        it -> it.respond(200).sse().event("well"));
    RunningStream stream = stream().start(vertx);

    assertThat(stream.awaitEvents(1)).containsExactly("well");
    assertThat(errorType(stream)).isEqualTo("protocol");
  }

  @Test
  void aLineWithoutEndCostsNoMoreMemoryThanItsLimit(Vertx vertx) {
    assertSkippedInBoundedMemory(
        vertx, it -> it.text("data: ").flood("x".repeat(MEGABYTE), 256).text("\n\n"));
  }

  @Test
  void aGzipBombIsSkippedInBoundedMemory(Vertx vertx) {
    assertSkippedInBoundedMemory(
        vertx, it -> it.gzip().text("data: ").flood("0".repeat(MEGABYTE), 512).text("\n\n"));
  }

  private void assertSkippedInBoundedMemory(Vertx vertx, UnaryOperator<Exchange> tooMuch) {
    long before = usedHeap();
    server.on(it -> tooMuch.apply(it.respond(200).sse()).event(null, "2", "still here"));
    RunningStream stream = stream().start(vertx);

    assertThat(stream.awaitEvents(1)).containsExactly("still here");
    assertThat(errorType(stream)).isEqualTo("oversize");
    assertThat(usedHeap() - before).isLessThan(64L * MEGABYTE);
  }

  private static long usedHeap() {
    System.gc();
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    return heap.getUsed();
  }

  @Test
  void brokenGzipIsALoss(Vertx vertx) {
    server.on(
        it -> it.respond(200).sse().header("Content-Encoding", "gzip").text("data: plain\n\n"),
        it -> it.respond(200).sse().event("well"));
    RunningStream stream = stream().start(vertx);

    assertThat(stream.awaitEvents(1)).containsExactly("well");
    assertThat(errorType(stream)).isEqualTo("protocol");
  }

  @Test
  void aByteAtATimeIsNoSilence(Vertx vertx) {
    server.on(it -> it.respond(200).sse().trickle("data: slow but sure\n\n", 30));
    RunningStream stream = stream().sse("idleTimeout", 400).start(vertx);

    assertThat(stream.awaitEvents(1)).containsExactly("slow but sure");
    assertThat(stream.errors()).isEmpty();
  }

  @Test
  void silenceAfterAnEventIsNoticedAndResumed(Vertx vertx) {
    server.on(
        it -> it.respond(200).sse().event(null, "1", "one"),
        it -> it.respond(200).sse().event(null, "2", "two"));
    RunningStream stream = stream().sse("idleTimeout", 200).start(vertx);

    stream.awaitEvents(2);
    assertThat(errorType(stream)).isEqualTo("idle");
    assertThat(server.requests().get(1).headers("Last-Event-ID")).containsExactly("1");
  }

  @Test
  void silenceInTheMiddleOfAHeadIsNoticed(Vertx vertx) {
    server.on(
        it -> it.raw("HTTP/1.1 200 OK\r\nContent-Ty"), it -> it.respond(200).sse().event("well"));
    RunningStream stream = stream().sse("idleTimeout", 200).start(vertx);

    stream.awaitEvents(1);
    assertThat(errorType(stream)).isEqualTo("idle");
  }

  @Test
  void surplusBytesAfterTheResponseDoNoHarm(Vertx vertx) {
    String events = "id: 1\ndata: one\n\n";
    server.on(
        it ->
            it.respond(200)
                .sse()
                .contentLength(events.length())
                .text(events)
                .raw("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"),
        it -> it.respond(200).sse().event(null, "2", "two"));

    assertResumed(stream().start(vertx));
  }

  @Test
  void aConsumerThatThrowsDoesNotEndTheStream(Vertx vertx) {
    server.on(it -> it.respond(200).sse().event("one").event("two").event("three"));
    vertx
        .eventBus()
        .consumer(
            RunningStream.NAME,
            event -> {
              throw new IllegalStateException("a consumer's bug");
            });
    RunningStream stream = stream().start(vertx);

    assertThat(stream.awaitEvents(3)).containsExactly("one", "two", "three");
    assertThat(stream.errors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-5", "99999999999999999999", "1e3", "x", ""})
  void aRetryThatIsNoDelayDoesNotEndTheStream(String retry, Vertx vertx) {
    server.on(
        it -> it.respond(200).sse().retry(retry).event(null, "1", "one").drop(),
        it -> it.respond(200).sse().event(null, "2", "two"));
    RunningStream stream = stream().sse("maxReconnectDelay", 50).start(vertx);

    assertResumed(stream);
    assertThat(stream.errors().get(0).getLong("delay")).isLessThanOrEqualTo(50);
  }

  @Test
  void aServerThatWasReplacedByAnotherProgramIsFoundAgain(Vertx vertx) {
    server.on(it -> it.respond(200).sse().event(null, "1", "one"));
    RunningStream stream = stream().start(vertx);
    stream.awaitEvents(1);

    server.kill();
    stream.awaitErrors(3);
    server.on(it -> it.respond(200).sse().event(null, "2", "two")).restart();

    stream.awaitEvents(2);
    assertThat(server.requests().get(1).headers("Last-Event-ID")).containsExactly("1");
  }

  @Test
  void aDisconnectDuringEveryFaultIsFinal(Vertx vertx) {
    server.on(it -> it.respond(200).sse().event("7").reset());
    RunningStream stream = stream().sse("reconnectDelay", 1).start(vertx);
    stream.awaitEvents(20);

    stream.command(Command.Action.DISCONNECT);
    // What was on its way arrives; a stream that lived on would ask dozens of times more.
    server.connections().awaitOpen(0);
    Waiting.result(vertx.timer(200));
    int asked = server.requests().size();
    Waiting.result(vertx.timer(200));
    assertThat(server.requests()).hasSize(asked);
    JsonObject last = stream.stateMessages().get(stream.stateMessages().size() - 1);
    assertThat(last.getString("state")).isEqualTo("disconnected");
  }
}
