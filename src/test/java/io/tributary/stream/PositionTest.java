package io.tributary.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.bus.Command;
import io.tributary.bus.Command.Action;
import io.tributary.checkpoint.Checkpoints;
import io.tributary.checkpoint.FileCheckpoints;
import io.tributary.testkit.RunningStream;
import io.tributary.testkit.ScriptedSseServer;
import io.tributary.testkit.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From which id a stream goes on, and what readers inside the process get. */
@ExtendWith(VertxExtension.class)
class PositionTest {

  private static final int ALL = 5;

  @TempDir Path directory;
  private Vertx vertx;
  private ScriptedSseServer server;

  @BeforeEach
  void serve(Vertx vertx) {
    this.vertx = vertx;
    server = ScriptedSseServer.start(vertx);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          id: 5\\ndata: {}\\n\\n                              | published          | 5
          id: 5\\ndata: {}\\n\\nid: 6\\n\\n                   | a block of an id   | 6
          id: 5\\ndata: {}\\n\\nid: 6\\nevent: x\\ndata: {}\\n\\n | filtered       | 6
          id: 5\\ndata: {}\\n\\nid: 6\\ndata: no json\\n\\n   | undecodable        | 6
          id: 5\\ndata: {}\\n\\nid: 6\\ndata: 1234567890123456789012345678901234567890\\n\\n | oversize | 6
          id: 5\\ndata: {}\\n\\nid\\ndata: {}\\n\\n            | reset to nothing   | none
          data: {}\\n\\n                                       | no id: as configured | 1
          """)
  void theCheckpointIsTheLastThatIsDone(String text, String why, String resumed) {
    server.on(it -> it.respond(200).sse().text(text.replace("\\n", "\n")));
    for (int run = 0; run < 2; run++) {
      Checkpoints store = new FileCheckpoints(vertx, directory, false);
      RunningStream stream =
          RunningStream.from(server.url("/"))
              .sse("lastEventId", "1")
              .sse("maxEventSize", 30)
              .with(
                  "delivery",
                  new JsonObject()
                      .put("data", "json")
                      .put("events", new JsonArray().add("message")))
              .start(vertx, StreamServices.local(vertx, ALL).withCheckpoints(store));
      stream.awaitEvents(1);
      String last = resumed.equals("none") ? "" : resumed;
      Waiting.until("the last id", () -> stream.command(Action.STATUS).lastEventId().equals(last));
      stream.stop();
      Waiting.result(store.close());
    }
    List<Optional<String>> asked =
        server.requests().stream().map(it -> it.header("Last-Event-ID")).toList();
    Optional<String> expected = resumed.equals("none") ? Optional.empty() : Optional.of(resumed);
    assertThat(asked).as(why).containsExactly(Optional.of("1"), expected);
  }

  @Test
  void replayGivesWhatFollowedAnIdAndSaysWhenThatIsNotKnown() {
    server.on(
        it ->
            it.respond(200)
                .sse()
                .event(null, "1", "a")
                .event(null, "2", "{\"x\":1}")
                .event(null, "3", "c"));
    RunningStream stream =
        RunningStream.from(server.url("/"))
            .with("delivery", new JsonObject().put("replay", 2))
            .start(vertx);
    stream.awaitEvents(3);

    assertThat(replay(stream, new JsonObject().put("after", "2")).encode())
        .isEqualTo(
            "{\"apiName\":\"prices\",\"gap\":false,"
                + "\"events\":[{\"event\":\"message\",\"id\":\"3\",\"data\":\"c\"}]}");
    assertThat(replay(stream, new JsonObject().put("after", "1")).getBoolean("gap")).isFalse();
    assertThat(replay(stream, new JsonObject().put("after", "0")).getBoolean("gap")).isTrue();
    JsonArray last = replay(stream, new JsonObject().put("limit", 1)).getJsonArray("events");
    assertThat(last).hasSize(1);
    assertThat(last.getJsonObject(0).getString("id")).isEqualTo("3");
  }

  @Test
  void aTapGetsWhatItMissedAndThenWhatFollows() {
    server.on(it -> it.respond(200).sse().event(null, "1", "a").event(null, "2", "b"));
    SseApiVerticle stream =
        new SseApiVerticle(
            RunningStream.from(server.url("/"))
                .with("delivery", new JsonObject().put("replay", 9))
                .sse("reconnectDelay", 300)
                .define());
    Waiting.result(vertx.deployVerticle(stream));
    Waiting.until("both events", () -> lastId(stream).equals("2"));
    List<String> tapped = new CopyOnWriteArrayList<>();
    var tap = Waiting.result(stream.tap(Optional.of("1"), event -> tapped.add(event.id())));
    assertThat(tap.replay().gap()).isFalse();
    assertThat(tap.replay().events()).extracting("id").containsExactly("2");

    server.on(it -> it.respond(200).sse().event(null, "3", "c"));
    Waiting.result(stream.perform(Command.of(Action.RECONNECT, RunningStream.NAME)));
    Waiting.until("the third event", () -> tapped.contains("3"));
    assertThat(tapped).containsExactly("3");
    tap.close().run();
    Waiting.result(stream.perform(Command.of(Action.RECONNECT, RunningStream.NAME)));
    Waiting.until("a third connection", () -> server.requests().size() == 3);
    assertThat(tapped).containsExactly("3");
  }

  private static String lastId(SseApiVerticle stream) {
    return Waiting.result(stream.perform(Command.of(Action.STATUS, RunningStream.NAME)))
        .lastEventId();
  }

  private JsonObject replay(RunningStream stream, JsonObject how) {
    how.put("action", "replay").put("apiName", RunningStream.NAME);
    return Waiting.result(stream.verticle().replay(Command.parse(how))).toJson();
  }
}
