package io.tributary.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class GoodConfigsTest {

  private static final Map<String, String> ENVIRONMENT =
      Map.of("WORD", "word", "PORT", "8081", "YES", "true", "URL", "http://h/");
  private static final Lookups LOOKUPS =
      new Lookups(name -> Optional.ofNullable(ENVIRONMENT.get(name)), path -> "text");

  @TestFactory
  Stream<DynamicTest> aSoundFileIsAccepted() {
    return rows().map(row -> DynamicTest.dynamicTest(row.getString("why"), () -> check(row)));
  }

  static Stream<JsonObject> rows() {
    return ConfigTable.rows("good-configs.yaml").stream();
  }

  private static void check(JsonObject row) {
    JsonObject config = ConfigTable.yaml(Buffer.buffer(row.getString("yaml")));
    assertThat(problems(config)).isEmpty();
  }

  private static List<Problem> problems(JsonObject config) {
    try {
      ServiceConfig.parse(config, LOOKUPS);
      return List.of();
    } catch (InvalidConfig e) {
      return e.problems();
    }
  }
}
