package io.tributary.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testkit.ExternalProgram;
import io.tributary.testkit.NumberedSseServer;
import io.tributary.testkit.Ports;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The small sister of {@link ReadersFigures#main}: as fast as the readers take it. */
@ExtendWith(VertxExtension.class)
class ManyReadersIT {

  private static final int READERS = 300;
  private static final int EVENTS = 2_000;
  private static final int STEP = 50;

  @TempDir Path folder;

  @Test
  void everyReaderGetsEveryEventAndOneThatNeverReadsIsCutWithoutHarm(Vertx vertx)
      throws IOException {
    String padding = " " + "x".repeat(5_000);
    int port = Ports.free();
    try (NumberedSseServer upstream = NumberedSseServer.start(vertx).data(n -> n + padding)) {
      Path config = folder.resolve("t.yaml");
      Files.writeString(config, ReadersFigures.config(upstream.url("/"), port));
      try (ExternalProgram service = ExternalProgram.jar("--config", config.toString());
          ManyReaders readers =
              new ManyReaders(vertx, port, "/streams/prices", (event, now) -> {})) {
        service.awaitErr("state=open");
        readers.open(READERS);
        try (SleepingReader asleep = new SleepingReader(port, "/streams/prices")) {
          for (int published = STEP; published <= EVENTS; published += STEP) {
            upstream.publish(published);
            readers.await(published);
          }
          assertThat(readers.failures()).isEmpty();
          assertThat(asleep.wasCut()).isTrue();
        }
        assertThat(upstream.open()).isEqualTo(1);
        assertThat(upstream.lastEventIds()).containsExactly("");
      }
    }
  }
}
