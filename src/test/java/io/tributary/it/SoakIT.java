package io.tributary.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testkit.NumberedSseServer;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The small sister of {@link Soak#main}. */
@ExtendWith(VertxExtension.class)
class SoakIT {

  private static final long SEED = 4;

  @TempDir Path directory;

  @Test
  void everyEventComesThroughKillsAndDropsAndDuplicatesStayWithinTheirBound(Vertx vertx)
      throws IOException {
    try (NumberedSseServer server = NumberedSseServer.start(vertx)) {
      Soak.Report report = new Soak(directory, server, SEED).run(100_000, 3, 8);

      System.out.println(report + " behind=" + report.behind());
      assertThat(report.kills()).hasSize(3);
      assertThat(report.connects()).as("connects").isGreaterThan(1 + 3);
      assertThat(report.duplicates()).isLessThanOrEqualTo(report.behind());
    }
  }
}
