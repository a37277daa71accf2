package io.tributary.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} has every key once, with the default that holds. */
class ConfigurationPageTest {

  private static final Pattern ROW =
      Pattern.compile("^\\| `([A-Za-z0-9.]+)` \\| ([^|]*) \\| ([^|]*) \\|$", Pattern.MULTILINE);
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  private final String page = read();

  private static String read() {
    try {
      return Files.readString(Path.of("docs/configuration.md"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void everyKeyOfTheSchemaIsThereOnce() {
    Map<String, JsonObject> keys = keys();
    assertThat(ROW.matcher(page).results().map(row -> row.group(1)))
        .containsExactlyInAnyOrderElementsOf(keys.keySet());
  }

  @Test
  void everyDefaultIsTheOneThatHolds() {
    Map<String, JsonObject> keys = keys();
    ROW.matcher(page).results().forEach(row -> checkDefault(row, keys.get(row.group(1))));
  }

  private static void checkDefault(MatchResult row, JsonObject key) {
    if (key.containsKey("default")) {
      Object value = key.getValue("default");
      String written = value instanceof String text ? text : Json.encode(value).replace(",", ", ");
      assertThat(row.group(2)).as(row.group(1)).isEqualTo("`" + written + "`");
    } else {
      assertThat(row.group(2)).as(row.group(1)).isNotBlank().doesNotContain("`");
    }
  }

  @Test
  void theExamplesAreSound() {
    var lookups = new Lookups(name -> Optional.of("value"), path -> "text");
    assertThat(EXAMPLE.matcher(page).results())
        .isNotEmpty()
        .allSatisfy(
            example ->
                ServiceConfig.parse(ConfigTable.yaml(Buffer.buffer(example.group(1))), lookups));
  }

  /** As the page writes them: keys of an API without its name, keys of actions alone. */
  private static Map<String, JsonObject> keys() {
    var keys = new TreeMap<String, JsonObject>();
    KeyWalk.of(SchemaTest.published())
        .forEach(
            (path, key) ->
                keys.put(
                    path.replaceFirst("^API\\.NAME\\.", "")
                        .replaceFirst("^(onResponse|onError)\\.", ""),
                    key));
    return keys;
  }
}
