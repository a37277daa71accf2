package io.tributary.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class YamlDocumentTest {

  private static JsonObject content(String yaml) {
    YamlDocument document = YamlDocument.read(Buffer.buffer(yaml));
    assertThat(document.problems()).isEmpty();
    return document.content().orElseThrow();
  }

  private static YamlProblem onlyProblem(Buffer yaml) {
    YamlDocument document = YamlDocument.read(yaml);
    assertThat(document.content()).isEmpty();
    assertThat(document.problems()).hasSize(1);
    return document.problems().get(0);
  }

  static Stream<Arguments> scalars() {
    return Stream.of(
        Arguments.of("text", "text"),
        Arguments.of("'5'", "5"),
        Arguments.of("5", 5),
        Arguments.of("-5", -5),
        Arguments.of("0", 0),
        Arguments.of("2147483648", 2147483648L),
        Arguments.of("9223372036854775808", new BigInteger("9223372036854775808")),
        Arguments.of("1.10", new BigDecimal("1.10")),
        Arguments.of("1e3", 1000.0),
        Arguments.of("007", "007"),
        Arguments.of("+1", "+1"),
        Arguments.of("-0", "-0"),
        Arguments.of("0x1F", "0x1F"),
        Arguments.of("0o17", "0o17"),
        Arguments.of("1_000", "1_000"),
        Arguments.of("12:30", "12:30"),
        Arguments.of("2026-01-01", "2026-01-01"),
        Arguments.of("true", true),
        Arguments.of("FALSE", false),
        Arguments.of("yes", "yes"),
        Arguments.of("off", "off"),
        Arguments.of("null", null),
        Arguments.of("~", null),
        Arguments.of("", null),
        Arguments.of("${NAME}", "${NAME}"),
        Arguments.of("${NAME:-x}", "${NAME:-x}"),
        Arguments.of("!!str 5", "5"));
  }

  @ParameterizedTest
  @MethodSource("scalars")
  void aScalarIsWhatYaml12AndJsonAgreeOn(String written, Object value) {
    assertThat(content("key: " + written).getValue("key")).isEqualTo(value);
  }

  @Test
  void aliasesAreWrittenOut() {
    assertThat(content("{a: &x {b: [1]}, c: *x}"))
        .isEqualTo(
            new JsonObject()
                .put("a", new JsonObject().put("b", new JsonArray().add(1)))
                .put("c", new JsonObject().put("b", new JsonArray().add(1))));
  }

  @Test
  void aByteOrderMarkIsNoText() {
    assertThat(content("\uFEFFkey: 1")).isEqualTo(new JsonObject().put("key", 1));
  }

  @Test
  void aBombOfAliasesIsRefusedBeforeItGoesOff() {
    var bomb = new StringBuilder("a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n");
    for (int i = 1; i < 12; i++) {
      String ten = ("*a" + (i - 1) + ", ").repeat(9) + "*a" + (i - 1);
      bomb.append("a" + i + ": &a" + i + " [" + ten + "]\n");
    }
    assertThat(onlyProblem(Buffer.buffer(bomb.toString())).what())
        .isEqualTo("expected at most 1000000 values, aliases written out");
  }

  @Test
  void whatIsNotUtf8IsRefused() {
    assertThat(onlyProblem(Buffer.buffer(new byte[] {'a', ':', ' ', (byte) 0xE4})).what())
        .isEqualTo("expected UTF-8 text");
  }

  @Test
  void whatIsTooLargeIsRefused() {
    assertThat(onlyProblem(Buffer.buffer(new byte[(32 << 20) + 1])).what())
        .isEqualTo("expected at most 33554432 bytes, was 33554433");
  }

  @Test
  void everyKeyKnowsItsLine() {
    YamlLines lines = YamlLines.of("a:\n  b:\n    - c: 1\n    - 2\n'x.y': 3\n");
    assertThat(lines.lineOf("a")).isEqualTo(1);
    assertThat(lines.lineOf("a.b")).isEqualTo(2);
    assertThat(lines.lineOf("a.b[0].c")).isEqualTo(3);
    assertThat(lines.lineOf("a.b[1]")).isEqualTo(4);
    assertThat(lines.lineOf("x.y")).isEqualTo(5);
  }

  @Test
  void aMissingKeyIsPlacedWhereItIsMissing() {
    YamlLines lines = YamlLines.of("a:\n  b:\n    c: 1\n");
    assertThat(lines.lineOf("a.b.d.e[0]")).isEqualTo(2);
    assertThat(lines.lineOf("z")).isZero();
  }
}
