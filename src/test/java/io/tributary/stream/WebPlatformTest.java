package io.tributary.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tributary.bus.Command;
import io.tributary.testkit.Exchange;
import io.tributary.testkit.RunningStream;
import io.tributary.testkit.ScriptedSseServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The eventsource directory of the web-platform-tests as far as it is about bytes and HTTP, by the
 * names that its files have, in strict mode: no status is retried.
 */
@ExtendWith(VertxExtension.class)
class WebPlatformTest {

  private static final String BOM = "\uFEFF";
  private static final String LONG = "x".repeat(2 * 1024);

  private ScriptedSseServer server;

  @BeforeEach
  void start(Vertx vertx) {
    server = ScriptedSseServer.start(vertx);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private RunningStream.Definition strict() {
    return RunningStream.from(server.url("/"))
        .with("delivery", new JsonObject().put("data", "text"))
        .sse("retryStatuses", new JsonArray());
  }

  /** Name, stream, and what comes of it as {@code type|data|id}. */
  static Stream<Arguments> formats() {
    return Stream.of(
        arguments(
            "event-data",
            """
            data:msg
            data: msg

            :
            falsefield:msg

            falsefield:msg
            Data:data

            data

            data:end

            """,
            "message|msg\nmsg|¦message||¦message|end|"),
        arguments(
            "format-bom",
            BOM + "data:1\n\n" + BOM + "data:2\n\ndata:3\n\n",
            "message|1|¦message|3|"),
        arguments(
            "format-bom-2", BOM + BOM + "data:1\n\ndata:2\n\ndata:3\n\n", "message|2|¦message|3|"),
        arguments(
            "format-comments",
            "data:1\r:\0\n:\r\ndata:2\n:"
                + LONG
                + "\rdata:3\n:data:fail\r:"
                + LONG
                + "\ndata:4\n\n",
            "message|1\n2\n3\n4|"),
        arguments(
            "format-field-data",
            "data:\n\ndata\ndata\n\ndata:test\n\n",
            "message||¦message|\n|¦message|test|"),
        arguments("format-field-event", "event:test\ndata:x\n\ndata:x\n\n", "test|x|¦message|x|"),
        arguments("format-field-event-empty", "event: \ndata:data\n\n", "message|data|"),
        arguments(
            "format-field-id-2, persists",
            "id: 1\ndata: 1\n\ndata:2\n\n",
            "message|1|1¦message|2|1"),
        arguments(
            "format-field-id-2, changes",
            "id: 1\ndata: 1\n\nid: 2\ndata:2\n\ndata:3\n\n",
            "message|1|1¦message|2|2¦message|3|2"),
        arguments(
            "format-field-id-3, resets",
            "id: 1\ndata: 1\n\nid:\ndata:2\n\ndata:3\n\n",
            "message|1|1¦message|2|¦message|3|"),
        arguments("format-field-id-null, alone", "id:\0\0\ndata:x\n\n", "message|x|"),
        arguments("format-field-id-null, last", "id:x\0\ndata:x\n\n", "message|x|"),
        arguments("format-field-id-null, first", "id:\0x\ndata:x\n\n", "message|x|"),
        arguments("format-field-id-null, middle", "id:x\0x\ndata:x\n\n", "message|x|"),
        arguments("format-field-id-null, space", "id: \0\ndata:x\n\n", "message|x|"),
        arguments(
            "format-field-parsing",
            "data:\0\ndata:  2\rData:1\ndata\0:2\ndata:1\r\0data:4\nda-ta:3\rdata_5\ndata:3\r"
                + "data:\r\n data:32\ndata:4\n\n",
            "message|\0\n 2\n1\n3\n\n4|"),
        arguments(
            "format-field-unknown",
            "data:test\n data\ndata\nfoobar:xxx\njustsometext\n:thisisacomment\ndata:test\n\n",
            "message|test\n\ntest|"),
        arguments(
            "format-leading-space",
            "data:\ttest\rdata: \ndata:test\n\n",
            "message|\ttest\n\ntest|"),
        arguments(
            "format-newlines", "data:test\r\ndata\ndata:test\r\n\r\n", "message|test\n\ntest|"),
        arguments("format-null-character", "data:\0\n\n\n\n", "message|\0|"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("formats")
  void aStreamComesToTheseEvents(String name, String stream, String events, Vertx vertx) {
    List<String> expected = List.of(events.split("¦", -1));
    server.on(it -> it.respond(200).sse().text(stream + "data:over\n\n"));
    RunningStream running = strict().start(vertx);
    running.awaitEvents(expected.size() + 1);

    assertThat(running.events().stream().limit(expected.size()).map(WebPlatformTest::line))
        .isEqualTo(expected);
    assertThat(running.data()).last().isEqualTo("over");
  }

  private static String line(JsonObject event) {
    return String.join(
        "|", event.getString("event"), event.getString("data"), event.getString("id"));
  }

  @Test
  void formatDataBeforeFinalEmptyLine(Vertx vertx) {
    server.on(
        it -> it.respond(200).sse().text("retry:1000\ndata:test1\n\nid:test\ndata:test2").end());
    RunningStream stream = strict().start(vertx);

    assertThat(server.awaitRequests(2).get(1).headers("Last-Event-ID")).isEmpty();
    assertThat(stream.data()).startsWith("test1").doesNotContain("test2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"…", "x…", "0"})
  void formatFieldId(String id, Vertx vertx) {
    server.on(it -> it.respond(200).sse().event(null, id, "hello").drop());
    RunningStream stream = strict().start(vertx);

    stream.awaitEvents(1);
    assertThat(stream.events().get(0).getString("id")).isEqualTo(id);
    assertThat(server.awaitRequests(2).get(1).headers("Last-Event-ID")).hasSize(1);
  }

  /** What the field says, and the least delay before the reconnect, milliseconds. */
  @ParameterizedTest
  @CsvSource({"retry:300,300", "'retry:300\nretry:1x',300", "'retry:300\nretry',300"})
  void formatFieldRetry(String fields, long least, Vertx vertx) {
    server.on(it -> it.respond(200).sse().text(fields + "\ndata:x\n\n").end());
    RunningStream stream = strict().start(vertx);

    assertThat(stream.awaitErrors(1).get(0).getLong("delay")).isEqualTo(least);
  }

  @ParameterizedTest
  @CsvSource({
    "text/event-stream;,true",
    "text/event-stream;x=bogus,true",
    "text/event-stream;charset=windows-1252,true",
    "TEXT/EVENT-STREAM,true",
    "text/event-stream bogus,false",
    "x bogus,false",
    "text/x-bogus,false"
  })
  void formatMime(String type, boolean isStream, Vertx vertx) {
    server.on(it -> it.respond(200).header("Content-Type", type).text("data:ok…\n\n"));
    RunningStream stream = strict().start(vertx);

    if (isStream) {
      assertThat(stream.awaitEvents(1)).containsExactly("ok…");
    } else {
      stream.awaitState("failed");
      assertThat(stream.events()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 205, 210, 299, 404, 410, 503})
  void requestStatusError(int status, Vertx vertx) {
    server.on(it -> it.respond(status).sse().text("data: data\n\n"));
    RunningStream stream = strict().start(vertx);

    stream.awaitErrors(1);
    assertThat(stream.errors().get(0).getBoolean("willReconnect")).isFalse();
    stream.awaitState(status == 204 || status == 410 ? "closed" : "failed");
    assertThat(stream.events()).isEmpty();
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void requestRedirect(int status, Vertx vertx) {
    server.at("/", it -> it.redirect(status, "/there"));
    server.at("/there", it -> it.respond(200).sse().event("data"));
    RunningStream stream = strict().start(vertx);

    assertThat(stream.awaitEvents(1)).containsExactly("data");
    assertThat(stream.errors()).isEmpty();
  }

  @Test
  void requestAcceptAndCacheControl(Vertx vertx) {
    server.on(Exchange::stall);
    strict().start(vertx);

    assertThat(server.awaitRequests(1).get(0).headers("Accept"))
        .containsExactly("text/event-stream");
    assertThat(server.requests().get(0).headers("Cache-Control")).containsExactly("no-cache");
  }

  @Test
  void eventsourceReconnect(Vertx vertx) {
    server.on(
        it -> it.respond(200).sse().text("retry: 2\ndata: opened\n\n").end(),
        it -> it.respond(200).sse().text("data: reconnected\n\n"));
    RunningStream stream = strict().start(vertx);

    assertThat(stream.awaitEvents(2)).containsExactly("opened", "reconnected");
  }

  @Test
  void eventsourceReconnectFail(Vertx vertx) {
    server.on(
        it -> it.respond(200).sse().text("retry: 2\ndata: opened\n\n").end(),
        it -> it.respond(200).sse().text("data: reconnected\n\n").end(),
        it -> it.respond(204).end());
    RunningStream stream = strict().start(vertx);

    stream.awaitState("closed");
    assertThat(stream.data()).containsExactly("opened", "reconnected");
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void eventsourceClose(Vertx vertx) {
    server.on(it -> it.respond(200).sse().event("one"));
    RunningStream stream = strict().start(vertx);
    stream.awaitEvents(1);

    stream.command(Command.Action.DISCONNECT);

    server.connections().awaitOpen(0);
    assertThat(server.requests()).hasSize(1);
  }
}
