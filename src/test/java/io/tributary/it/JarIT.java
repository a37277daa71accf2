package io.tributary.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testkit.ExternalProgram;
import io.tributary.testkit.ScriptedSseServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
  void aConfigurationThatCannotBeUsedIsNoStackTrace() throws IOException {
    Path file = Files.writeString(folder.resolve("t.yaml"), "API:\n  a:\n    type: sse\n");
    try (ExternalProgram run = ExternalProgram.jar("run", "--config", file.toString())) {
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).hasSize(2).anyMatch(line -> line.contains("API.a.url: is required"));
    }
  }
}
