package io.tributary.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testkit.ExternalProgram;
import io.tributary.testkit.NodeModules;
import io.tributary.testkit.NumberedSseServer;
import io.tributary.testkit.Ports;
import io.tributary.testkit.Programs;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code tail --json} of the packaged jar resumes by id after its server was killed. */
@ExtendWith(VertxExtension.class)
class TailIT {

  private static final Path SCRIPT = Path.of("src/test/resources/interop/better-sse-server.cjs");

  @Test
  void againstAServerOfOurOwn(Vertx vertx) {
    try (NumberedSseServer server = NumberedSseServer.start(vertx).publish(3);
        ExternalProgram tail = tail(server.url("/").toString(), 5)) {
      tail.awaitOut(3);
      server.kill().publish(5).restart();
      assertThat(tail.exitCode()).as(tail.toString()).isZero();
      assertThat(ids(tail)).containsExactly("1", "2", "3", "4", "5");
      assertThat(server.lastEventIds()).containsExactly("", "3");
    }
  }

  @Test
  void againstBetterSse() {
    int port = Ports.free();
    String folder = NodeModules.with("better-sse").toString();
    ExternalProgram before = betterSse(folder, port, 3);
    try (before;
        ExternalProgram tail = tail("http://127.0.0.1:" + port + "/", 5)) {
      tail.awaitOut(3);
      before.kill();
      try (ExternalProgram after = betterSse(folder, port, 5)) {
        assertThat(tail.exitCode()).as(tail + "\n" + after).isZero();
      }
      assertThat(ids(tail)).containsExactly("1", "2", "3", "4", "5");
      assertThat(tail.out().get(4))
          .isEqualTo("{\"event\":\"tick\",\"id\":\"5\",\"data\":\"{\\\"number\\\":5}\"}");
    }
  }

  private static ExternalProgram betterSse(String folder, int port, int last) {
    String node = Programs.require("node").toString();
    return ExternalProgram.start(
            node, SCRIPT.toString(), folder, Integer.toString(port), Integer.toString(last))
        .awaitOut("listening");
  }

  private static ExternalProgram tail(String url, int maxEvents) {
    return ExternalProgram.jar(
        "tail",
        url,
        "--json",
        "--max-attempts",
        "-1",
        "--reconnect-delay",
        "200",
        "--max-events",
        Integer.toString(maxEvents));
  }

  private static List<String> ids(ExternalProgram tail) {
    return tail.out().stream().map(line -> new JsonObject(line).getString("id")).toList();
  }
}
