package io.tributary.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every mistake of the table, read from a file as a user would have it. */
class BadConfigsTest {

  private static final Map<String, String> ENVIRONMENT = Map.of("WORD", "word", "HOME", "/root");
  private static final Lookups LOOKUPS =
      new Lookups(
          name -> Optional.ofNullable(ENVIRONMENT.get(name)),
          path -> {
            throw new NoSuchFileException(path);
          });

  private static Vertx vertx;
  @TempDir static Path dir;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    vertx.close().await();
  }

  @TestFactory
  Stream<DynamicTest> aMistakeIsSaidInTheseWords() {
    return ConfigTable.rows("bad-configs.yaml").stream()
        .map(row -> DynamicTest.dynamicTest(row.getString("why"), () -> check(row)));
  }

  private static void check(JsonObject row) throws IOException {
    Path file = Files.writeString(dir.resolve("tributary.yaml"), row.getString("yaml"));
    var config = new ConfigFile(vertx, file.toString(), LOOKUPS);

    InvalidConfig failure = catchThrowableOfType(InvalidConfig.class, () -> config.load().await());

    assertThat(failure).as("accepted").isNotNull();
    List<String> messages =
        failure.getMessage().lines().map(line -> line.replace(dir + "/", "")).toList();
    assertThat(messages)
        .containsExactlyElementsOf(
            row.getJsonArray("problems").stream().map(String::valueOf).toList());
  }
}
