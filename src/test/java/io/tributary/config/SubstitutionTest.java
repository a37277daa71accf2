package io.tributary.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubstitutionTest {

  private static final Map<String, String> ENVIRONMENT =
      Map.of("NAME", "value", "EMPTY", "", "ODD", "${NAME}");
  private static final Map<String, String> FILES =
      Map.of("/secret", "s3cret\r\n\n", "/lines", "a\nb");

  private final Substitution substitution =
      new Substitution(
          new Lookups(name -> Optional.ofNullable(ENVIRONMENT.get(name)), SubstitutionTest::file));

  private static String file(String path) throws IOException {
    if (path.equals("/locked")) {
      throw new AccessDeniedException(path);
    }
    if (!FILES.containsKey(path)) {
      throw new NoSuchFileException(path);
    }
    return FILES.get(path);
  }

  @TestFactory
  Stream<DynamicTest> aTextStandsForThis() {
    return ConfigTable.rows("substitutions.yaml").stream()
        .map(row -> DynamicTest.dynamicTest("'" + row.getString("text") + "'", () -> check(row)));
  }

  private void check(JsonObject row) throws Exception {
    String text = row.getString("text");
    if (row.containsKey("is")) {
      assertThat(substitution.resolve(text)).isEqualTo(row.getString("is"));
    } else {
      assertThatThrownBy(() -> substitution.resolve(text)).hasMessage(row.getString("problem"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "${file:/a}, true",
    "a ${NAME} ${file:/a}, true",
    "$${file:/a}, false",
    "$${file:/a} ${file:/b}, true",
    "${NAME}, false",
    "file:/a, false",
  })
  void whatQuotesAFileIsKnownByItsText(String text, boolean reads) {
    assertThat(Substitution.readsFile(text)).isEqualTo(reads);
  }

  @Test
  void theFilesOfThisProcessAreReadAgainEachTime(@TempDir Path dir) throws Exception {
    Path file = dir.resolve("token");
    var real = new Substitution(Lookups.system());
    String text = "${file:" + file + "}";

    Files.writeString(file, "old\n");
    assertThat(real.resolve(text)).isEqualTo("old");
    Files.writeString(file, "new\n");
    assertThat(real.resolve(text)).isEqualTo("new");
  }

  @Test
  void aFileThatIsNoSecretAtAllIsRefused(@TempDir Path dir) throws Exception {
    Path large = Files.write(dir.resolve("large"), new byte[(1 << 20) + 1]);
    Path binary = Files.write(dir.resolve("binary"), new byte[] {(byte) 0xff});
    var real = new Substitution(Lookups.system());

    assertThatThrownBy(() -> real.resolve("${file:" + large + "}"))
        .hasMessage("cannot read file " + large + ": larger than 1048576 bytes");
    assertThatThrownBy(() -> real.resolve("${file:" + binary + "}"))
        .hasMessage("cannot read file " + binary + ": not UTF-8 text");
    assertThatThrownBy(() -> real.resolve("${file:" + dir + "}"))
        .hasMessage("cannot read file " + dir + ": Is a directory");
  }
}
