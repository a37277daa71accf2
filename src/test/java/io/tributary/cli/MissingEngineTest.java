package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.Main;
import io.tributary.cli.process.ExitCode;
import io.tributary.testkit.ExternalProgram;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine is an optional dependency: without it, definitions without code run. */
class MissingEngineTest {

  private static final String CONFIG =
      "API: {a: {type: sse, url: 'http://127.0.0.1:1/', onError: {%s}}}";

  @TempDir private Path folder;

  @Test
  void aDefinitionWithCodeIsRefusedWithTheNameOfTheDependency() throws IOException {
    try (ExternalProgram check = check("executeCode: 'x()'")) {
      assertThat(check.exitCode()).as(check::toString).isEqualTo(ExitCode.FAILED);
      assertThat(check.err())
          .containsExactly(
              folder.resolve("t.yaml")
                  + ":1: API.a.onError.executeCode.body: expected a JavaScript engine, got none; add the"
                  + " dependency org.graalvm.js:js-language:25.0.4.1",
              "tributary: 1 problem");
    }
  }

  @Test
  void aDefinitionWithoutCodeIsValid() throws IOException {
    try (ExternalProgram check = check("publish: {address: b, body: c}")) {
      assertThat(check.exitCode()).as(check::toString).isEqualTo(ExitCode.OK);
    }
  }

  private ExternalProgram check(String action) throws IOException {
    Path config = Files.writeString(folder.resolve("t.yaml"), CONFIG.formatted(action));
    String classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !entry.contains("graalvm"))
            .collect(Collectors.joining(File.pathSeparator));
    return ExternalProgram.start(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        classPath,
        Main.class.getName(),
        "check",
        "-c",
        config.toString());
  }
}
