package io.tributary.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testkit.ExternalProgram;
import io.tributary.testkit.Programs;
import io.tributary.testkit.RunningStream;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server process that hangs: its system accepts connections, but nobody is at home. */
@ExtendWith(VertxExtension.class)
class StoppedServerIT {

  @Test
  void aServerThatHangsIsNoticedAndItsEventsComeWithoutAGapOnceItGoesOn(Vertx vertx) {
    String kill = Programs.require("kill").toString();
    try (ExternalProgram server = ExternalProgram.main(NumberedServer.class, List.of())) {
      URI url = URI.create("http://127.0.0.1:" + server.awaitOut(1).get(0) + "/");
      RunningStream stream =
          RunningStream.from(url)
              .sse("idleTimeout", 500)
              .sse("maxReconnectAttempts", -1)
              .start(vertx);
      stream.awaitEvents(10);

      signal(kill, "-STOP", server);
      List<JsonObject> errors = stream.awaitErrors(3);
      assertThat(errors).allMatch(error -> error.getString("type").equals("idle"));
      int before = stream.events().size();

      signal(kill, "-CONT", server);
      stream.awaitEvents(before + 50);
      List<String> expected =
          IntStream.rangeClosed(1, before + 50).mapToObj(Integer::toString).toList();
      assertThat(stream.data().subList(0, before + 50)).isEqualTo(expected);
    }
  }

  private static void signal(String kill, String signal, ExternalProgram server) {
    try (ExternalProgram sent = ExternalProgram.start(kill, signal, Long.toString(server.pid()))) {
      assertThat(sent.exitCode()).isZero();
    }
  }
}
