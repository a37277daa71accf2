package io.tributary.bus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.vertx.core.json.DecodeException;
import java.io.IOException;

/** Reads JSON texts, and tells texts that cannot be JSON from those that are worth reading. */
final class JsonText {

  /** As Vert.x's own, but quicker with decimals, of which data is full. */
  private static final JsonFactory READER =
      JsonFactory.builder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .build();

  private JsonText() {}

  /**
   * The value that Vert.x's {@code Json} reads from the text, with maps for objects and lists for
   * arrays. They must not be changed.
   *
   * @throws DecodeException it is not JSON
   */
  static Object decode(String text) {
    try (JsonParser parser = READER.createParser(text)) {
      return new JsonValues(parser).read();
    } catch (IOException e) {
      throw new DecodeException(e.getMessage(), e);
    }
  }

  /**
   * False only for a text that is not JSON. Its ends are looked at, and all of it where it begins
   * like a number: dates and addresses do, and a parser's refusal is far dearer than this.
   */
  static boolean isLikely(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isSpace(text.charAt(from))) {
      from++;
    }
    while (from < to && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return from < to && isLikely(text, from, to);
  }

  private static boolean isLikely(String text, int from, int to) {
    char last = text.charAt(to - 1);
    return switch (text.charAt(from)) {
      case '{' -> last == '}';
      case '[' -> last == ']';
      case '"' -> last == '"' && to - from > 1;
      case 't' -> is("true", text, from, to);
      case 'f' -> is("false", text, from, to);
      case 'n' -> is("null", text, from, to);
      default -> isNumber(text, from, to);
    };
  }

  /** A number as RFC 8259 §6 has it. */
  private static boolean isNumber(String text, int from, int to) {
    int at = text.charAt(from) == '-' ? from + 1 : from;
    boolean leadingZero = at + 1 < to && text.charAt(at) == '0' && isDigit(text.charAt(at + 1));
    int end = digits(text, at, to);
    if (end == at || leadingZero) {
      return false;
    }
    if (end < to && text.charAt(end) == '.') {
      at = end + 1;
      end = digits(text, at, to);
      if (end == at) {
        return false;
      }
    }
    return end == to || isExponent(text, end, to);
  }

  private static boolean isExponent(String text, int from, int to) {
    if (text.charAt(from) != 'e' && text.charAt(from) != 'E') {
      return false;
    }
    int at = from + 1;
    if (at < to && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
      at++;
    }
    return at < to && digits(text, at, to) == to;
  }

  private static int digits(String text, int from, int to) {
    int at = from;
    while (at < to && isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean is(String word, String text, int from, int to) {
    return to - from == word.length() && text.startsWith(word, from);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }
}
