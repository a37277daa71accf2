package io.tributary.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.sse.SseEvent;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

  private static final SseEvent EVENT = new SseEvent("message", "", "");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " [1, 2]\n",
        "\"a\"",
        "true",
        " false ",
        "null",
        "0",
        "-0",
        "12",
        "-1.5",
        "0.25",
        "1e9",
        "1E+9",
        "2.5e-3",
        "123456789012345678901234567890",
        "\t7"
      })
  void whatIsJsonIsParsed(String text) {
    assertThat(JsonText.isLikely(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "hello",
        "{",
        "{ready",
        "[info] started",
        "\"",
        "\"half",
        "truely",
        "t",
        "nul",
        "2026-11-22",
        "10.0.0.1",
        "12:30",
        "1.",
        ".5",
        "-",
        "+1",
        "01",
        "1e",
        "1e+",
        "0x1f",
        "1 2",
        "NaN",
        "-Infinity",
        "'a'"
      })
  void whatCannotBeJsonIsNotParsedAtAll(String text) {
    assertThat(JsonText.isLikely(text)).isFalse();
    assertThat(EventBody.auto(text)).isSameAs(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{a}", "[1,]", "\"a\"b\"", "{} {}", "[1] [2]"})
  void whatOnlyLooksLikeJsonStaysText(String text) {
    assertThat(EventBody.auto(text)).isSameAs(text);
  }

  @Test
  void integersAreExactAndDecimalsAreDoubles() {
    assertThat(EventBody.auto("12")).isEqualTo(12);
    assertThat(EventBody.auto("9007199254740993")).isEqualTo(9007199254740993L);
    assertThat(EventBody.auto("123456789012345678901234567890"))
        .isEqualTo(new BigInteger("123456789012345678901234567890"));
    assertThat(EventBody.auto("0.1")).isEqualTo(0.1);
    assertThat(EventBody.auto("null")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\": [1, 2.5, {\"b\": null}], \"c\": \"\\u00fc\"}",
        "{}",
        "{\"a\": {\"a\": {\"a\": []}}, \"b\": [[], [{}], [true, false, null]]}",
        "{\"a\": 1, \"b\": 2, \"a\": 3}",
        "{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6,\"g\":7,\"h\":8}",
        "{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6,\"g\":7,\"h\":8,\"i\":9}",
        "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]",
        "[]",
        "null",
        "123456789012345678901234567890",
        "9007199254740993",
        "0.1",
        "-0.0",
        "4.9e-324",
        "2.2250738585072011e-308",
        "1.7976931348623157E308",
        "1e400",
        "101.25 // a comment",
        "8.41e21"
      })
  void aValueIsTheOneOfVertx(String text) {
    JsonObject body = EventBody.of(EVENT, JsonText.decode(text)).copy();

    assertThat(body.getValue("data")).isEqualTo(Json.decodeValue(text));
    assertThat(body.encode())
        .isEqualTo("{\"event\":\"message\",\"id\":\"\",\"data\":" + vertxEncodes(text) + "}");
  }

  private static String vertxEncodes(String text) {
    return Json.encode(Json.decodeValue(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "1 2", "1.", "{\"a\" 1}", "nul", "\"half", "[1,]", "[1", "{\"a\":}", "]"})
  void whatIsNoJsonFailsAsWithVertx(String text) {
    assertThatThrownBy(() -> JsonText.decode(text)).isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> Json.decodeValue(text)).isInstanceOf(DecodeException.class);
  }

  @Test
  void decimalsAreReadToTheLastBit() {
    Random random = new Random(8);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertThat(JsonText.decode(Double.toString(value))).isEqualTo(value);
      }
    }
  }
}
