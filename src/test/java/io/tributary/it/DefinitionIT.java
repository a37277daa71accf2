package io.tributary.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testkit.ExternalProgram;
import io.tributary.testkit.ScriptedSseServer;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The shipped example definition through the packaged jar, its code included. */
@ExtendWith(VertxExtension.class)
class DefinitionIT {

  @TempDir private Path folder;

  @Test
  void theExampleRunsWordForWordAndSaysWhenItsServerIsGone(Vertx vertx) throws IOException {
    try (ScriptedSseServer server = ScriptedSseServer.start(vertx)) {
      server.on(request -> request.respond(200).sse().event("{\"n\": 1}"));
      String example = Files.readString(Path.of("conf/tributary.yaml"));
      assertThat(example).contains("https://sse.dev/test");
      try (ExternalProgram run = run(example, server.url("/events"))) {
        run.awaitErr("api=sseEvents state=open");
        server.kill();
        run.awaitErr("api=sseEvents line=1 SSE error: ");
        assertThat(run.terminate().exitCode()).as(run.toString()).isZero();
        assertThat(run.err())
            .as("no script failed")
            .noneMatch(line -> line.contains("error=script"));
      }
    }
  }

  @Test
  void aSnippetEndsItsOwnStreamAfterTheThirdEvent(Vertx vertx) throws IOException {
    try (ScriptedSseServer server = ScriptedSseServer.start(vertx)) {
      server.on(request -> request.respond(200).sse().event("1").event("2").event("3").event("4"));
      String config =
          """
          API:
            sseEvents:
              type: sse
              url: https://sse.dev/test
              onResponse:
                executeCode:
                  body: |
                    console.log('event', event.data);
                    if (event.data === 3) ensemble.disconnectSSE({apiName: "sseEvents"});
          """;
      try (ExternalProgram run = run(config, server.url("/events"))) {
        run.awaitErr("api=sseEvents state=disconnected");
        server.connections().awaitOpen(0);
        assertThat(run.terminate().exitCode()).as(run.toString()).isZero();
        assertThat(run.err())
            .anyMatch(line -> line.contains("event 3"))
            .noneMatch(line -> line.contains("event 4"));
      }
    }
  }

  private ExternalProgram run(String config, URI url) throws IOException {
    String here =
        config.replace("https://sse.dev/test", url.toString())
            + "\ncheckpoint: {store: none}\nhttp: {port: 0}\n";
    Path file = Files.writeString(folder.resolve("t.yaml"), here);
    return ExternalProgram.jar("run", "--config", file.toString());
  }
}
