package io.tributary.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.bus.Addresses;
import io.tributary.bus.Command;
import io.tributary.bus.Command.Action;
import io.tributary.checkpoint.Checkpoints;
import io.tributary.checkpoint.FileCheckpoints;
import io.tributary.testkit.NumberedSseServer;
import io.tributary.testkit.RunningStream;
import io.tributary.testkit.Waiting;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Request mode over real sockets, with consumers that behave and others that do not. */
@ExtendWith(VertxExtension.class)
class RequestModeTest {

  private static final String WORK = "work";

  @TempDir Path directory;
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final Queue<Message<JsonObject>> unanswered = new ConcurrentLinkedQueue<>();
  private final List<JsonObject> dead = new CopyOnWriteArrayList<>();
  private Vertx vertx;
  private NumberedSseServer server;

  @BeforeEach
  void serve(Vertx vertx) {
    this.vertx = vertx;
    server = NumberedSseServer.start(vertx);
    vertx
        .eventBus()
        .consumer(
            Addresses.dead(RunningStream.NAME), (Message<JsonObject> it) -> dead.add(it.body()));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void everyEventComesInOrderAndOnce() {
    work(message -> message.reply(null));
    start(new JsonObject().put("maxInFlight", 4));
    server.publish(500);
    awaitSeen(500);
    assertThat(seen).isEqualTo(numbers(1, 500));
  }

  @Test
  void aConsumerThatNeverRepliesGetsNoMoreThanTheWindowAndTheServerIsHeldBack() {
    work(unanswered::add);
    server.data(number -> "x".repeat(10_000));
    start(new JsonObject().put("maxInFlight", 8));
    server.publish(10_000);
    Waiting.until("a server that is held back", () -> server.heldBack() == 1);
    assertThat(seen).isEqualTo(numbers(1, 8));
    assertThat(server.highestWritten()).isLessThan(5000);
  }

  @Test
  void aConsumerThatThrowsGetsTheEventAgainUntilItIsGivenUp() {
    vertx.exceptionHandler(expected -> {});
    work(
        message -> {
          if (id(message).equals("2")) {
            throw new IllegalStateException("bad luck");
          }
          message.reply(null);
        });
    RunningStream stream =
        start(
            new JsonObject()
                .put("maxInFlight", 1)
                .put("ackTimeout", 100)
                .put("maxRedeliveries", 2));
    server.publish(3);
    awaitSeen(5);

    assertThat(seen).containsExactly("1", "2", "2 r1", "2 r2", "3");
    Waiting.until("a dead letter", () -> dead.size() == 1);
    assertThat(dead.get(0).getString("apiName")).isEqualTo(RunningStream.NAME);
    assertThat(dead.get(0).getInteger("attempts")).isEqualTo(3);
    assertThat(dead.get(0).getString("reason"))
        .isEqualTo("expected an acknowledgement within 100 ms, got none");
    assertThat(dead.get(0).getJsonObject("body"))
        .isEqualTo(new JsonObject().put("event", "message").put("id", "2").put("data", 2));
    JsonObject error = stream.awaitErrors(1).get(0);
    assertThat(error.getString("type")).isEqualTo("delivery");
    assertThat(error.getString("message")).contains("id \"2\"").contains("after 3 attempts");
  }

  @Test
  void aConsumerThatFailsIsAskedAgainAtOnce() {
    work(
        message -> {
          if (message.headers().contains("redelivery")) {
            message.reply(null);
          } else {
            message.fail(500, "not yet");
          }
        });
    start(new JsonObject().put("maxInFlight", 1));
    server.publish(2);
    awaitSeen(4);
    assertThat(seen).containsExactly("1", "1 r1", "2", "2 r1");
  }

  @Test
  void aReplyThatComesAfterItsTimeCountsAllTheSame() {
    work(unanswered::add);
    start(new JsonObject().put("maxInFlight", 1).put("ackTimeout", 100).put("maxRedeliveries", 9));
    server.publish(2);
    awaitSeen(2);
    unanswered.remove().reply("late");
    Waiting.until(() -> "event 2, were " + seen, Waiting.PATIENCE, () -> seen.contains("2"));
    assertThat(seen).startsWith("1", "1 r1").doesNotContain("1 r9");
  }

  @Test
  void withoutAConsumerTheStreamWaitsAndSaysSoAndGoesOnWhenOneComes() {
    RunningStream stream = start(new JsonObject());
    server.publish(3);
    Waiting.until(
        () -> "a reason, were " + stream.stateMessages(),
        Waiting.PATIENCE,
        () -> lastReason(stream).equals("waits for a consumer of work"));
    assertThat(stream.command(Action.STATUS).state()).isEqualTo("open");
    assertThat(stream.command(Action.STATUS).reason()).contains("waits for a consumer of work");

    work(message -> message.reply(null));
    awaitSeen(3);
    assertThat(seen).containsExactly("1", "2", "3");
    Waiting.until("no reason any more", () -> lastReason(stream).isEmpty());
    assertThat(stream.states()).containsExactly("connecting", "open", "open", "open");
    assertThat(stream.errors()).isEmpty();
  }

  @Test
  void aConsumerThatLeavesInTheMiddleLosesNothing() {
    MessageConsumer<JsonObject> first = work(unanswered::add);
    start(new JsonObject().put("maxInFlight", 3).put("ackTimeout", 300));
    server.publish(6);
    awaitSeen(3);
    Waiting.result(first.unregister());
    seen.clear();
    work(message -> message.reply(null));
    awaitSeen(6);
    assertThat(seen.stream().map(it -> it.replaceAll(" .*", "")).distinct())
        .containsExactlyInAnyOrderElementsOf(numbers(1, 6));
  }

  @Test
  void aReconnectKeepsTheWindowSoNothingComesTwice() {
    work(unanswered::add);
    start(new JsonObject().put("maxInFlight", 4));
    server.publish(4);
    awaitSeen(4);
    server.dropAll();
    server.awaitOpen(0);
    server.publish(10);
    Waiting.until("all events", this::answeredUpTo10);
    assertThat(seen).isEqualTo(numbers(1, 10));
    assertThat(server.lastEventIds()).containsExactly("", "4");
  }

  @Test
  void aDisconnectDropsWhatIsUnsentAndConnectGoesOnFromTheCheckpoint() {
    work(unanswered::add);
    RunningStream stream = start(new JsonObject().put("maxInFlight", 4));
    server.publish(4);
    awaitSeen(4);
    unanswered.remove().reply(null);
    Waiting.until("one reply", () -> stream.command(Action.DISCONNECT).state() != null);
    unanswered.remove().reply("late, after the disconnect");
    settle();
    Waiting.result(stream.send(Command.of(Action.CONNECT, RunningStream.NAME)));
    awaitSeen(6);
    assertThat(server.lastEventIds()).containsExactly("", "2");
    assertThat(seen).containsExactly("1", "2", "3", "4", "3", "4");
  }

  @Test
  void whatIsDoneIsNotAskedForAgainAfterARestart() {
    work(
        message -> {
          if (Long.parseLong(id(message)) <= 3) {
            message.reply(null);
          }
        });
    Checkpoints store = new FileCheckpoints(vertx, directory, false);
    RunningStream stream = start(new JsonObject(), store);
    server.publish(5);
    awaitSeen(5);
    stream.stop();
    Waiting.result(store.close());

    Checkpoints again = new FileCheckpoints(vertx, directory, false);
    start(new JsonObject(), again);
    awaitSeen(7);
    assertThat(server.lastEventIds()).containsExactly("", "3");
    Waiting.result(again.close());
  }

  @Test
  void aStopWaitsForWhatIsUnderWay() {
    work(message -> vertx.setTimer(300, ignored -> message.reply(null)));
    Checkpoints store = new FileCheckpoints(vertx, directory, false);
    RunningStream stream = start(new JsonObject(), store);
    server.publish(5);
    awaitSeen(5);
    stream.stop();
    Waiting.result(store.close());

    Checkpoints again = new FileCheckpoints(vertx, directory, false);
    start(new JsonObject(), again);
    server.awaitOpen(1);
    assertThat(server.lastEventIds()).containsExactly("", "5");
    Waiting.result(again.close());
  }

  @Test
  void aCorruptCheckpointFailsTheApiWithTheReasonUntilAnIdIsNamed() throws IOException {
    work(message -> message.reply(null));
    Checkpoints store = new FileCheckpoints(vertx, directory, false);
    RunningStream stream = start(new JsonObject(), store);
    server.publish(3);
    awaitSeen(3);
    stream.stop();
    Waiting.result(store.close());
    try (Stream<Path> files = Files.list(directory)) {
      Files.writeString(files.findFirst().orElseThrow(), "rubbish");
    }

    Checkpoints again = new FileCheckpoints(vertx, directory, false);
    RunningStream second = start(new JsonObject(), again);
    JsonObject failed = second.awaitState("failed");
    assertThat(failed.getString("reason")).contains("expected the checkpoint of prices in");
    assertThat(second.awaitErrors(1).get(0).getString("type")).isEqualTo("delivery");
    assertThatThrownBy(() -> second.command(Action.CONNECT)).hasMessageContaining("checkpoint");
    assertThat(server.lastEventIds()).hasSize(1);

    JsonObject connect =
        new JsonObject()
            .put("action", "connect")
            .put("apiName", RunningStream.NAME)
            .put("lastEventId", "2");
    Waiting.result(second.send(Command.parse(connect)));
    awaitSeen(4);
    assertThat(server.lastEventIds()).containsExactly("", "2");
    Waiting.result(again.close());
  }

  private void answerAll() {
    while (!unanswered.isEmpty()) {
      unanswered.remove().reply(null);
    }
  }

  private boolean answeredUpTo10() {
    answerAll();
    return seen.size() >= 10;
  }

  /** A reply takes a turn of the consumer's loop and one of the stream's. */
  private void settle() {
    Waiting.result(vertx.timer(200));
  }

  private MessageConsumer<JsonObject> work(Handler<Message<JsonObject>> worker) {
    return vertx
        .eventBus()
        .consumer(
            WORK,
            message -> {
              String redelivery = message.headers().get("redelivery");
              seen.add(id(message) + (redelivery == null ? "" : " r" + redelivery));
              worker.handle(message);
            });
  }

  private RunningStream start(JsonObject delivery) {
    return start(delivery, Checkpoints.none());
  }

  private RunningStream start(JsonObject delivery, Checkpoints store) {
    return RunningStream.from(server.url("/events"))
        .with("delivery", delivery.copy().put("mode", "request").put("address", WORK))
        .start(vertx, StreamServices.local(vertx, 10).withCheckpoints(store));
  }

  private void awaitSeen(int count) {
    Waiting.until(
        () -> count + " events, were " + seen, Waiting.PATIENCE, () -> seen.size() >= count);
  }

  private static String id(Message<JsonObject> message) {
    return message.body().getString("id");
  }

  private static String lastReason(RunningStream stream) {
    List<JsonObject> states = stream.stateMessages();
    return states.isEmpty() ? "" : states.get(states.size() - 1).getString("reason", "");
  }

  private static List<String> numbers(long from, long to) {
    return LongStream.rangeClosed(from, to).mapToObj(Long::toString).toList();
  }
}
