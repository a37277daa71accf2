package io.tributary.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cli.process.ExitCode;
import io.tributary.testkit.ExternalProgram;
import io.tributary.testkit.Ports;
import io.tributary.testkit.ScriptedSseServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar as a user starts and stops it. */
@ExtendWith(VertxExtension.class)
class JarIT {

  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

  @TempDir private Path folder;

  @Test
  void theDemoShowsEventsAReconnectAndAResumeWithoutAGap() {
    try (ExternalProgram demo = ExternalProgram.jar("demo")) {
      demo.awaitOut("#1 ").awaitOut("-- lost").awaitOut("no gap, no duplicate");
      demo.awaitOut("-- alarm: ").awaitOut("-- the code has seen 10 events");
      assertThat(demo.terminate().exitCode()).as(demo.toString()).isZero();
      assertThat(demo.out()).noneMatch(line -> line.contains("GAP"));
      assertThat(demo.err()).as(demo.toString()).isEmpty();
    }
  }

  @Test
  void runStreamsUntilSigtermAndExitsZero(Vertx vertx) throws IOException {
    try (ScriptedSseServer server = ScriptedSseServer.start(vertx)) {
      server.on(request -> request.respond(200).sse().event("x"));
      String config =
          """
          API:
            a:
              type: sse
              url: %s
          checkpoint: {store: none}
          http: {port: 0}
          """
              .formatted(server.url("/events"));
      Path file = Files.writeString(folder.resolve("t.yaml"), config);
      try (ExternalProgram run =
          ExternalProgram.jar("--config", file.toString(), "--log-format", "json")) {
        run.awaitErr("state=open");
        long asked = System.nanoTime();
        assertThat(run.terminate().exitCode()).as(run.toString()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(LONGEST_STOP);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).allMatch(line -> new JsonObject(line).containsKey("message"));
        server.connections().awaitOpen(0);
      }
    }
  }

  @Test
  void withoutMemoryItSaysSoAndEndsAtOnce(Vertx vertx) throws IOException {
    String megabyte = "x".repeat(1 << 20);
    try (ScriptedSseServer server = ScriptedSseServer.start(vertx)) {
      server.on(request -> request.respond(200).sse().text("data: ").flood(megabyte, 512));
      String config =
          """
          API:
            a: {type: sse, url: "%s", sseOptions: {maxEventSize: 1073741824}}
          checkpoint: {store: none}
          http: {port: 0}
          """
              .formatted(server.url("/events"));
      Path file = Files.writeString(folder.resolve("t.yaml"), config);
      try (ExternalProgram run =
          ExternalProgram.jar(List.of("-Xmx64m"), "run", "--config", file.toString())) {
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(ExitCode.HALTED);
        run.awaitErr("OutOfMemoryError");
      }
    }
  }

  @Test
  void requestsOfPagesAndProbesLeaveNothingInTheLog() throws IOException, InterruptedException {
    int port = Ports.free();
    String config =
        """
        API:
          a: {type: sse, url: "http://127.0.0.1/", autoStart: false, sseOptions: {maxReconnectAttempts: -1}}
        checkpoint: {store: none}
        http: {port: %d}
        """
            .formatted(port);
    Path file = Files.writeString(folder.resolve("t.yaml"), config);
    try (ExternalProgram run = ExternalProgram.jar("run", "--config", file.toString())) {
      run.awaitErr("started ");
      for (String path : List.of("/", "/health/ready", "/metrics", "/page/chart.js", "/nothing")) {
        // A client of its own is a connection of its own.
        HttpResponse<String> answer =
            HttpClient.newHttpClient()
                .send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                    BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(path.equals("/nothing") ? 404 : 200);
      }
      assertThat(run.terminate().exitCode()).as(run.toString()).isZero();
      assertThat(run.err()).noneMatch(line -> line.contains("WARN") || line.contains("ERROR"));
    }
  }

  @Test
  void aConfigurationThatCannotBeUsedIsNoStackTrace() throws IOException {
    Path file = Files.writeString(folder.resolve("t.yaml"), "API:\n  a:\n    type: sse\n");
    try (ExternalProgram run = ExternalProgram.jar("run", "--config", file.toString())) {
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).hasSize(2).anyMatch(line -> line.contains("API.a.url: is required"));
    }
  }
}
