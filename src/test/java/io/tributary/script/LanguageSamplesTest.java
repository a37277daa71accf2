package io.tributary.script;

import static io.tributary.script.ScriptLimits.USUAL;
import static io.tributary.script.ScriptLimits.await;
import static io.tributary.script.ScriptLimits.code;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.script.process.GraalSnippets;
import io.tributary.testkit.Programs;
import io.vertx.core.Vertx;
import io.vertx.core.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What users would write gives what Node gives. The expected texts were printed by Node; where Node
 * is there, it is asked again.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LanguageSamplesTest {

  private static final Path FILES = Path.of("src/test/resources/io/tributary/script");
  private static final String RESPONSE =
      """
      {"body":{"event":"price","id":"41",\
      "data":{"symbol":"ACME","price":12.5,"list":[1,2,3]}}}""";

  /** On the sample's first line, so that lines stay what they are. */
  private static final String OWN_CONSOLE =
      "const console = { log: (...texts) => ensemble.publish('out', texts.join(' ')) }; ";

  private final Vertx vertx = Vertx.vertx();
  private SnippetRunner runner;

  @BeforeAll
  void start() {
    runner = new GraalSnippets(vertx, USUAL);
  }

  @AfterAll
  void stop() {
    await(runner.close());
    await(vertx.close());
  }

  static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(FILES.resolve("language"))) {
      return files.filter(it -> it.toString().endsWith(".js")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void givesWhatNodeGives(Path sample) throws IOException {
    var body = code(OWN_CONSOLE + Files.readString(sample));
    assertThat(await(runner.check(List.of(body)))).isEmpty();
    SnippetResult result = await(runner.run(sample.getFileName().toString(), body, RESPONSE));
    assertThat(result.outcome()).isEqualTo(new Outcome.Done());
    assertThat(printed(result)).isEqualTo(Files.readString(expected(sample)));
  }

  private static String printed(SnippetResult result) {
    return result.effects().stream()
        .map(effect -> Json.decodeValue(((Effect.Publish) effect).body()) + "\n")
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void nodeStillGivesWhatWasWrittenDown(Path sample) throws IOException, InterruptedException {
    Path node = Programs.require("node");
    Process process =
        new ProcessBuilder(
                node.toString(), FILES.resolve("node.js").toString(), sample.toString(), RESPONSE)
            .redirectErrorStream(true)
            .start();
    byte[] output = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).isZero();
    assertThat(new String(output, StandardCharsets.UTF_8))
        .isEqualTo(Files.readString(expected(sample)));
  }

  private static Path expected(Path sample) {
    return sample.resolveSibling(sample.getFileName().toString().replace(".js", ".txt"));
  }

  @Test
  void thereAreEnoughSamples() throws IOException {
    assertThat(samples()).hasSizeGreaterThanOrEqualTo(40);
  }
}
