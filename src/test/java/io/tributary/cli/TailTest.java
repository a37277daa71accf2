package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cli.process.ExitCode;
import io.tributary.testkit.ReceivedRequest;
import io.tributary.testkit.ScriptedSseServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class TailTest {

  private ScriptedSseServer server;
  private String url;

  @BeforeEach
  void start(Vertx vertx) {
    server = ScriptedSseServer.start(vertx);
    url = server.url("/events").toString();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void jsonIsOneObjectALineWithDataAsText() {
    server.on(request -> request.respond(200).sse().event("a", "1", "{\"x\":1}").event("é\nz"));
    CommandRun tail = CommandRun.of("tail", url, "--json", "--max-events", "2");
    assertThat(tail.code()).as(tail.toString()).isEqualTo(ExitCode.OK);
    assertThat(tail.out().lines().map(line -> new JsonObject(line).getMap().toString()))
        .containsExactly("{event=a, id=1, data={\"x\":1}}", "{event=message, id=1, data=é\nz}");
    assertThat(tail.err()).startsWith("-- connecting\n");
  }

  @Test
  void jsonIsSpreadOverLinesOnDemand() {
    server.on(
        request -> request.respond(200).sse().event("a", "1", "{\"x\":[1,2]}").event("[no json"));
    CommandRun tail = CommandRun.of("tail", url, "--pretty", "--max-events", "2");
    assertThat(tail.code()).as(tail.toString()).isEqualTo(ExitCode.OK);
    assertThat(tail.out())
        .matches(
            "\\S+ a #1 \\{\n {6}\"x\" : \\[ ?1, 2 ?\\]\n {4}\\}\n\\S+ message #1 \\[no json\n");
  }

  @Test
  void itResumesAfterTheLastIdAndCommentsGoToStandardError() {
    server.on(
        first -> first.respond(200).sse().comment(" hi").event("a", "7", "x").retry("100").drop(),
        later -> later.respond(200).sse().event("b", "8", "y"));
    CommandRun tail =
        CommandRun.of("tail", url, "--comments", "--reconnect-delay", "100", "--max-events", "2");
    assertThat(tail.code()).as(tail.toString()).isEqualTo(ExitCode.OK);
    assertThat(tail.out()).matches("\\S+ a #7 x\n\\S+ b #8 y\n");
    assertThat(tail.err()).contains(": hi\n", "-- lost, will try again", "connecting from id 7");
    assertThat(server.requests()).hasSize(2);
    assertThat(server.requests().get(1).header("Last-Event-ID")).contains("7");
  }

  @Test
  void theRequestIsWhatTheOptionsSay() {
    server.on(request -> request.respond(200).sse().event("x"));
    CommandRun tail =
        CommandRun.of(
            ("tail " + url + " -H A:b --header C:${d} --body {} --last-event-id 4 --max-events 1")
                .split(" "));
    assertThat(tail.code()).as(tail.toString()).isEqualTo(ExitCode.OK);
    ReceivedRequest request = server.requests().get(0);
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.body().toString()).isEqualTo("{}");
    assertThat(request.header("a")).contains("b");
    assertThat(request.header("c")).contains("${d}");
    assertThat(request.header("last-event-id")).contains("4");
  }

  @Test
  void aStreamThatFailsExitsOne() {
    server.on(request -> request.respond(404).end());
    CommandRun tail = CommandRun.of("tail", url);
    assertThat(tail.code()).isEqualTo(ExitCode.FAILED);
    assertThat(tail.err()).contains("-- failed: expected HTTP 200, got 404");
  }

  @Test
  void aStreamThatTheServerEndsForGoodExitsOne() {
    server.on(request -> request.respond(204).end());
    CommandRun tail = CommandRun.of("tail", url);
    assertThat(tail.code()).isEqualTo(ExitCode.FAILED);
    assertThat(tail.err()).contains("-- closed: expected HTTP 200, got 204");
  }

  @Test
  void itGivesUpAfterTheAttemptsItWasGiven() {
    server.on(request -> request.respond(503).end());
    CommandRun tail = CommandRun.of("tail", url, "--max-attempts", "2", "--reconnect-delay", "100");
    assertThat(tail.code()).isEqualTo(ExitCode.FAILED);
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void itEndsWellWhenItsTimeIsOver() {
    server.on(request -> request.respond(200).sse());
    CommandRun tail = CommandRun.of("tail", url, "--for", "0.2");
    assertThat(tail.code()).isEqualTo(ExitCode.OK);
  }

  @Test
  void itEndsWellWhenASignalComes() {
    server.on(request -> request.respond(200).sse().event("x"));
    CommandRun tail = CommandRun.of("tail", url).awaitOut("x\n");
    assertThat(tail.interrupt().code()).isEqualTo(ExitCode.OK);
    server.connections().awaitOpen(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ftp://x                    | URL: must be an http or https URL
          http://x --max-attempts -2 | --max-attempts: must be a whole number of at least -1, was -2
          http://x --method HEAD     | --method: must be a method whose response can be a stream
          http://x --max-events 0    | --max-events: must be more than 0, was 0
          http://x --for 0           | --for: must be more than 0, was 0
          http://x -H a              | -H: expected 'NAME: VALUE', was "a"
          http://x -H a:b -H a:c     | -H: must not give a twice
          http://x -H last-event-id:1| -H last-event-id: is set by the stream
          """)
  void wrongOptionsAreToldByTheirNames(String args, String message) {
    CommandRun tail = CommandRun.of(("tail " + args).split(" "));
    assertThat(tail.code()).isEqualTo(ExitCode.USAGE);
    assertThat(tail.err()).startsWith("tributary: " + message);
    assertThat(tail.err()).endsWith("Try 'tributary tail --help'.\n");
  }

  @Test
  void aTerminalGetsColoursAndNoForeignControlCharacters() {
    server.on(request -> request.respond(200).sse().event("a", "1", "\u001b[2Jx"));
    CommandRun tail = CommandRun.onTerminal("tail", url, "--max-events", "1");
    assertThat(tail.code()).isEqualTo(ExitCode.OK);
    assertThat(tail.out()).contains("\u001b[33m#1").contains("\uFFFD[2Jx");
  }
}
