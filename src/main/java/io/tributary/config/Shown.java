package io.tributary.config;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** How much of a wrong value a message may show. */
enum Shown {
  VALUE {
    @Override
    String text(String value) {
      return quoted(value);
    }
  },
  /** Without user and query, where keys and passwords stand. */
  URL {
    @Override
    String text(String value) {
      return quoted(value.replaceFirst("//[^/?#]*@", "//***@").replaceFirst("(?s)[?#].*", "…"));
    }
  },
  NOTHING {
    @Override
    String text(String value) {
      return value.isEmpty() ? quoted(value) : "text that is not shown";
    }
  };

  private static final int LONGEST = 80;

  abstract String text(String value);

  /** Completes the sentence "must be …, was …". */
  String of(Object value) {
    if (value == null) {
      return "nothing";
    }
    if (value instanceof JsonObject) {
      return "an object";
    }
    if (value instanceof JsonArray) {
      return "a list";
    }
    if (value instanceof String text) {
      return text(text);
    }
    return this == NOTHING ? kind(value) : value.toString();
  }

  private static String kind(Object scalar) {
    return scalar instanceof Boolean ? "true or false" : "a number";
  }

  private static String quoted(String text) {
    return Json.encode(text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…");
  }
}
