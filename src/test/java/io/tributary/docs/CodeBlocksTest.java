package io.tributary.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.tributary.config.Lookups;
import io.tributary.config.ServiceConfig;
import io.tributary.config.yaml.YamlDocument;
import io.tributary.testkit.Page;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the pages show in blocks is what the service reads. */
class CodeBlocksTest {

  /** A block with none but these is of our configuration. */
  private static final Set<String> KEYS =
      Set.of("API", "http", "control", "checkpoint", "maxConcurrentConnects", "cluster", "scripts");

  private static final JsonObject ANY =
      new JsonObject("{\"any\": {\"type\": \"sse\", \"url\": \"http://127.0.0.1/\"}}");

  private static final Pattern NAMED_TEST = Pattern.compile("-D(?:it\\.)?test=([A-Za-z0-9]+)");
  private static final Pattern MAIN_CLASS =
      Pattern.compile("(?:-Dexec\\.mainClass=|\\) )(io\\.tributary[A-Za-z.]+)");

  @TestFactory
  Stream<DynamicTest> configurationsCanBeRead() {
    return blocks("yaml")
        .map(block -> YamlDocument.read(Buffer.buffer(block.text())))
        .map(
            yaml ->
                DynamicTest.dynamicTest(
                    yaml.text().lines().limit(2).toList().toString(),
                    () -> {
                      assertThat(yaml.problems()).isEmpty();
                      read(yaml.content().orElseThrow());
                    }));
  }

  private static void read(JsonObject yaml) {
    if (KEYS.containsAll(yaml.fieldNames())) {
      JsonObject whole = yaml.copy();
      whole.getMap().putIfAbsent("API", ANY);
      ServiceConfig.parse(whole, new Lookups(name -> Optional.of("value"), path -> "text"));
    }
  }

  @Test
  void jsonCanBeRead() {
    assertThat(blocks("json"))
        .allSatisfy(block -> assertThatCode(() -> Json.decodeValue(block.text())).isNull());
  }

  @Test
  void testsAndProgramsInCommandsAreThere() {
    List<String> commands =
        Stream.concat(blocks("bash"), blocks("")).map(Page.Block::text).toList();
    assertThat(commands)
        .allSatisfy(
            text -> {
              assertThat(NAMED_TEST.matcher(text).results().map(it -> it.group(1)))
                  .allSatisfy(name -> assertThat(sources()).contains(name + ".java"));
              assertThat(MAIN_CLASS.matcher(text).results().map(it -> it.group(1)))
                  .allSatisfy(
                      name ->
                          assertThatCode(() -> Class.forName(name, false, loader()))
                              .doesNotThrowAnyException());
            });
  }

  private static Stream<Page.Block> blocks(String language) {
    return Page.all().stream()
        .flatMap(page -> page.blocks().stream())
        .filter(block -> block.language().equals(language));
  }

  private static ClassLoader loader() {
    return CodeBlocksTest.class.getClassLoader();
  }

  private static List<String> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
