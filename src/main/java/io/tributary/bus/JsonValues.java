package io.tributary.bus;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tributary.bus.lazy.SmallMap;
import io.vertx.core.json.DecodeException;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON text into the values that Vert.x's own reader gives, but into maps and lists that
 * never change, since bodies share them: these are smaller and sooner made. To be used once.
 */
final class JsonValues {

  private static final int USUALLY_ENOUGH = 16;

  private final JsonParser parser;

  /** Names and values of all objects and arrays that are open, the innermost last. */
  private Object[] open = new Object[USUALLY_ENOUGH];

  private int top;

  JsonValues(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * The only value of the text: a map, a list, a string, a number, a boolean or null.
   *
   * @throws IOException it is no JSON, and Jackson noticed
   * @throws DecodeException it is no JSON
   */
  Object read() throws IOException {
    Object value = value(parser.nextToken());
    if (parser.nextToken() != null) {
      throw new DecodeException("Unexpected trailing token");
    }
    return value;
  }

  /** Depth is bounded by the parser. */
  private Object value(JsonToken token) throws IOException {
    if (token == null) {
      throw new DecodeException("Unexpected end of text");
    }
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new DecodeException("Unexpected token " + token);
    };
  }

  private Map<String, Object> object() throws IOException {
    int from = top;
    String name = parser.nextFieldName();
    while (name != null) {
      push(name);
      push(value(parser.nextToken()));
      name = parser.nextFieldName();
    }
    Object[] fields = pop(from);
    return fields.length <= 2 * SmallMap.LARGEST && areDistinct(fields)
        ? new SmallMap(fields)
        : table(fields);
  }

  private List<Object> array() throws IOException {
    int from = top;
    JsonToken next = parser.nextToken();
    while (next != JsonToken.END_ARRAY) {
      push(value(next));
      next = parser.nextToken();
    }
    return Arrays.asList(pop(from));
  }

  private static boolean areDistinct(Object[] fields) {
    for (int at = 2; at < fields.length; at += 2) {
      for (int before = 0; before < at; before += 2) {
        if (fields[before].equals(fields[at])) {
          return false;
        }
      }
    }
    return true;
  }

  /** Of several fields with one name the last one counts. */
  private static Map<String, Object> table(Object[] fields) {
    Map<String, Object> table = new LinkedHashMap<>(fields.length);
    for (int at = 0; at < fields.length; at += 2) {
      table.put((String) fields[at], fields[at + 1]);
    }
    return table;
  }

  private void push(Object value) {
    if (top == open.length) {
      open = Arrays.copyOf(open, 2 * top);
    }
    open[top++] = value;
  }

  private Object[] pop(int from) {
    Object[] values = Arrays.copyOfRange(open, from, top);
    top = from;
    return values;
  }
}
