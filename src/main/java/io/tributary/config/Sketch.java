package io.tributary.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Supplier;

/**
 * Collects what a reader asks for, as a JSON Schema of one object: so the published schema can be
 * held against the code. A sketch that is {@link #OFF} collects nothing.
 */
final class Sketch {

  static final Sketch OFF = new Sketch();

  private static final JsonObject SUBSTITUTION =
      new JsonObject().put("type", "string").put("pattern", "\\$\\{");

  private final JsonObject properties = new JsonObject();
  private final JsonObject rest = new JsonObject().put("additionalProperties", false);
  private final JsonArray required = new JsonArray();

  boolean isOn() {
    return this != OFF;
  }

  /** A sketch of an object inside this one. */
  Sketch inner() {
    return isOn() ? new Sketch() : OFF;
  }

  void value(String key, JsonObject schema) {
    put(key, () -> orSubstitution(schema));
  }

  void valueWithDefault(String key, JsonObject schema, Object fallback) {
    put(key, () -> orSubstitution(schema).copy().put("default", fallback));
  }

  /** A list of at least one. */
  void items(String key, JsonObject schema) {
    put(key, () -> list(orSubstitution(schema)).put("minItems", 1));
  }

  void itemsWithDefault(String key, JsonObject schema, List<?> fallback) {
    put(key, () -> list(orSubstitution(schema)).put("default", new JsonArray(fallback)));
  }

  void object(String key, Sketch inner) {
    put(key, inner::schema);
  }

  /** A text may stand for the object that has it under {@code innerKey}. */
  void takeTextFor(String key, String innerKey) {
    JsonObject object = properties.getJsonObject(key);
    put(key, () -> anyOf(object.getJsonObject("properties").getJsonObject(innerKey), object));
  }

  /** A list may stand where one was expected. */
  void takeListFor(String key) {
    JsonObject one = properties.getJsonObject(key);
    put(key, () -> anyOf(one, list(one)));
  }

  /** The keys of the object are names that the user gives; its schema is that of each value. */
  void nameFreely(String key, JsonObject names) {
    JsonObject each = properties.getJsonObject(key);
    put(key, () -> freely(names, each).put("minProperties", 1));
  }

  /** An object with free keys and scalar values. */
  void map(String key, JsonObject names, JsonObject values) {
    put(key, () -> freely(names, values));
  }

  void require(String key) {
    if (isOn()) {
      required.add(key);
    }
  }

  /** Exactly one of these keys has to be there. */
  void requireOneOf(List<String> keys) {
    if (isOn()) {
      var choices = new JsonArray();
      keys.forEach(key -> choices.add(new JsonObject().put("required", new JsonArray().add(key))));
      rest.put("oneOf", choices);
    }
  }

  JsonObject schema() {
    var schema = new JsonObject().put("type", "object");
    if (!properties.isEmpty()) {
      schema.put("properties", properties);
    }
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    return schema.mergeIn(rest);
  }

  private void put(String key, Supplier<JsonObject> schema) {
    if (isOn()) {
      properties.put(key, schema.get());
    }
  }

  private static JsonObject freely(JsonObject names, JsonObject values) {
    return new JsonObject()
        .put("type", "object")
        .put("propertyNames", names)
        .put("additionalProperties", values);
  }

  private static JsonObject list(JsonObject items) {
    return new JsonObject().put("type", "array").put("items", items);
  }

  private static JsonObject anyOf(JsonObject one, JsonObject other) {
    return new JsonObject().put("anyOf", new JsonArray().add(one).add(other));
  }

  /**
   * Any scalar may be written as a text with <code>${…}</code>, whatever it has to be in the end.
   */
  private static JsonObject orSubstitution(JsonObject schema) {
    boolean free = !schema.containsKey("pattern") && !schema.containsKey("enum");
    boolean takesText = schema.isEmpty() || schema.encode().contains("\"string\"");
    return free && takesText ? schema : anyOf(schema, SUBSTITUTION);
  }
}
