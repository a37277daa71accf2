package io.tributary.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testkit.ExternalProgram;
import io.tributary.testkit.Waiting;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tail --json} of the packaged jar against nginx with the nchan module. */
class NchanIT {

  @TempDir private Path folder;

  @Test
  void itResumesByIdAfterNginxWasKilledAndCameBack() throws IOException, InterruptedException {
    Nchan nchan = new Nchan(folder);
    ExternalProgram before = nchan.start();
    try (before;
        ExternalProgram tail = tail(nchan.port())) {
      tail.awaitErr("-- open");
      nchan.publish("one");
      nchan.publish("two");
      tail.awaitOut(2);
      before.kill();
      // Its ids are seconds with a counter, and the counter begins afresh.
      awaitSecondAfter(id(tail.out().get(1)));
      try (ExternalProgram after = nchan.start()) {
        nchan.publish("three");
        nchan.publish("four");
        assertThat(tail.exitCode()).as(tail + "\n" + after).isZero();
      }
      List<JsonObject> events = tail.out().stream().map(JsonObject::new).toList();
      assertThat(events)
          .extracting(event -> event.getString("data"))
          .containsExactly("one", "two", "three", "four");
      String resumedFrom = id(tail.out().get(1));
      assertThat(nchan.accessLog()).content().contains("/events \"" + resumedFrom + "\"");
    }
  }

  private static String id(String line) {
    return new JsonObject(line).getString("id");
  }

  private static void awaitSecondAfter(String id) {
    long second = Long.parseLong(id.substring(0, id.indexOf(':')));
    Waiting.until("the next second", () -> Instant.now().getEpochSecond() > second);
  }

  private static ExternalProgram tail(int port) {
    return ExternalProgram.jar(
        "tail",
        "http://127.0.0.1:" + port + "/events",
        "--json",
        "--max-attempts",
        "-1",
        "--reconnect-delay",
        "2000",
        "--max-events",
        "4");
  }
}
