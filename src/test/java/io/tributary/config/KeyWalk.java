package io.tributary.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Every key of a schema or of a configuration by its path. The name of an API is written {@code
 * NAME}, and places in lists are left out.
 */
final class KeyWalk {

  private static final Set<String> FREE = Set.of("headers", "parameters", "body");

  private final JsonObject root;
  private final Map<String, JsonObject> keys = new TreeMap<>();

  private KeyWalk(JsonObject root) {
    this.root = root;
  }

  /** The keys of a schema with what it says about them. */
  static Map<String, JsonObject> of(JsonObject schema) {
    var walk = new KeyWalk(schema);
    walk.in(schema, "");
    return walk.keys;
  }

  static JsonObject referred(JsonObject root, JsonObject reference) {
    String name = reference.getString("$ref").replaceFirst("^#/\\$defs/", "");
    return root.getJsonObject("$defs").getJsonObject(name);
  }

  private void in(JsonObject schema, String path) {
    if (schema.containsKey("$ref")) {
      in(referred(root, schema), path);
    }
    schema.getJsonArray("anyOf", new JsonArray()).forEach(choice -> in((JsonObject) choice, path));
    if (schema.getValue("items") instanceof JsonObject items) {
      in(items, path);
    }
    if (path.equals("API.") && schema.getValue("additionalProperties") instanceof JsonObject api) {
      in(api, "API.NAME.");
    }
    JsonObject properties = schema.getJsonObject("properties", new JsonObject());
    for (String key : properties.fieldNames()) {
      keys.put(path + key, properties.getJsonObject(key));
      in(properties.getJsonObject(key), path + key + ".");
    }
  }

  /** Adds the keys that a configuration uses. */
  static void used(JsonObject config, Set<String> used) {
    new KeyWalk(config).used(config, "", used);
  }

  private void used(Object value, String path, Set<String> used) {
    if (value instanceof JsonArray list) {
      list.forEach(item -> used(item, path, used));
    }
    if (value instanceof JsonObject object) {
      for (String key : object.fieldNames()) {
        String at = path + (path.equals("API.") ? "NAME" : key);
        used.add(at);
        // The text alone stands for the object that has it as its body.
        if (key.equals("executeCode")) {
          used.add(at + ".body");
        }
        if (!FREE.contains(key)) {
          used(object.getValue(key), at + ".", used);
        }
      }
    }
  }
}
