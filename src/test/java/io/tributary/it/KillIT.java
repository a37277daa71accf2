package io.tributary.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.Main;
import io.tributary.testkit.ExternalProgram;
import io.tributary.testkit.NumberedSseServer;
import io.tributary.testkit.Programs;
import io.tributary.testkit.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.spi.VerticleFactory;
import io.vertx.junit5.VertxExtension;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar, ended under load and started again, with a consumer in its process. */
@ExtendWith(VertxExtension.class)
class KillIT {

  private static final int MAX_IN_FLIGHT = 64;
  private static final int ENDS = 3;
  private static final long EVENTS_BETWEEN = 2_000;

  /** So that there are always some under way, and never all of them. */
  private static final long AHEAD = 10_000;

  @TempDir private Path folder;
  private NumberedSseServer server;
  private Path record;

  @BeforeEach
  void start(Vertx vertx) throws IOException {
    server = NumberedSseServer.start(vertx);
    record = folder.resolve("record");
    Path services = Files.createDirectories(folder.resolve("inside/META-INF/services"));
    Files.writeString(
        services.resolve(VerticleFactory.class.getName()), ConsumerInside.class.getName());
    Files.writeString(
        folder.resolve("t.yaml"),
        """
        API:
          soak:
            type: sse
            url: %s
            sseOptions: {maxReconnectAttempts: -1, reconnectDelay: 100}
            delivery: {mode: request, address: %s, maxInFlight: %d}
        checkpoint: {directory: '%s'}
        http: {port: 0}
        """
            .formatted(
                server.url("/"), ConsumerInside.ADDRESS, MAX_IN_FLIGHT, folder.resolve("data")));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void sigtermUnderLoadLosesNothingAndExitsZero() throws IOException {
    // Not 3, which says that it had to be forced after nine seconds.
    endAgainAndAgain(
        service -> assertThat(service.terminate().exitCode()).as(service.toString()).isZero());
    // What was under way and not acknowledged comes again, and nothing else does.
    assertThat(duplicates()).isLessThanOrEqualTo(ENDS * MAX_IN_FLIGHT);
  }

  @Test
  void sigkillLosesNothing() throws IOException {
    endAgainAndAgain(ExternalProgram::kill);
    System.out.println("kill -9, three times under load: duplicates " + duplicates());
  }

  private void endAgainAndAgain(Consumer<ExternalProgram> end) {
    for (int i = 1; i <= ENDS; i++) {
      try (ExternalProgram service = service()) {
        awaitRecorded(service, i * EVENTS_BETWEEN);
        end.accept(service);
      }
    }
    try (ExternalProgram service = service()) {
      awaitRecorded(service, highest() + EVENTS_BETWEEN);
      service.terminate().exitCode();
    }
  }

  private void awaitRecorded(ExternalProgram service, long number) {
    server.publish(number + AHEAD);
    Waiting.until(
        () -> number + " recorded, were " + highest() + "; " + service,
        Waiting.PROGRAM,
        () -> highest() >= number);
  }

  private ExternalProgram service() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path jar = Path.of(System.getProperty("tributary.jar", "target/tributary.jar"));
    List<String> classPath =
        List.of(
            Programs.requireFile(jar, "the jar").toString(),
            folder.resolve("inside").toString(),
            testClasses());
    return ExternalProgram.start(
        java,
        "-D" + ConsumerInside.RECORD + "=" + record,
        "-cp",
        String.join(File.pathSeparator, classPath),
        Main.class.getName(),
        "--config",
        folder.resolve("t.yaml").toString());
  }

  private static String testClasses() {
    return Path.of(KillIT.class.getProtectionDomain().getCodeSource().getLocation().getPath())
        .toString();
  }

  private long highest() {
    try {
      long count = SoakRecord.count(record);
      return count == 0 ? 0 : SoakRecord.numberAt(record, count - 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails where an event is missing: each comes for the first time right after the one before. */
  private long duplicates() throws IOException {
    SoakRecord all = SoakRecord.read(record);
    long highest = 0;
    long duplicates = 0;
    for (int i = 0; i < all.size(); i++) {
      long number = all.number(i);
      if (number <= highest) {
        duplicates++;
      } else {
        assertThat(number).isEqualTo(++highest);
      }
    }
    return duplicates;
  }
}
