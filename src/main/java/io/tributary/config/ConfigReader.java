package io.tributary.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads one object of a configuration. A problem is noted with its key path and reading goes on
 * with some sound value, so that all problems come out together. Keys that nobody asked for are
 * problems too. Lives on one thread; may read files, so never on an event loop.
 */
final class ConfigReader {

  private final JsonObject json;
  private final String path;
  private final Reading reading;
  private final Sketch sketch;
  private final Set<String> known = new TreeSet<>();
  private final Set<String> faulty = new HashSet<>();

  private ConfigReader(JsonObject json, String path, Reading reading, Sketch sketch) {
    this.json = json;
    this.path = path;
    this.reading = reading;
    this.sketch = sketch;
  }

  /**
   * Reads a whole object.
   *
   * @param path where it stands in the file; empty for the whole of it
   * @throws InvalidConfig with every problem
   */
  static <T> T read(JsonObject json, String path, Lookups lookups, Function<ConfigReader, T> read) {
    var reading = new Reading(lookups);
    T value = new ConfigReader(json, path, reading, Sketch.OFF).finish(read);
    reading.throwIfAnyProblem();
    return value;
  }

  /** The JSON Schema of what {@code read} accepts. */
  static JsonObject schemaOf(Function<ConfigReader, ?> read) {
    var sketch = new Sketch();
    var nothing = new Lookups(name -> Optional.empty(), file -> "");
    new ConfigReader(new JsonObject(), "", new Reading(nothing), sketch).finish(read);
    return sketch.schema();
  }

  <T> T required(String key, ValueType<T> type) {
    sketch.value(key, type.schema());
    sketch.require(key);
    return has(key) ? parsed(key, path(key), raw(key), type) : missing(key, type.instead());
  }

  /** A required value that has another name too. */
  <T> T requiredUnder(String key, String otherKey, ValueType<T> type) {
    Optional<T> value = optional(key, type);
    Optional<T> other = optional(otherKey, type);
    sketch.requireOneOf(List.of(key, otherKey));
    check(
        value.isEmpty() || other.isEmpty(),
        otherKey,
        "must not stand beside " + key + ", whose other name it is");
    return value.or(() -> other).orElseGet(() -> missing(key, type.instead()));
  }

  /**
   * A value with a default.
   *
   * @param fallback as a user would write it
   */
  <T> T value(String key, ValueType<T> type, Object fallback) {
    sketch.valueWithDefault(key, type.schema(), fallback);
    return has(key)
        ? parsed(key, path(key), raw(key), type)
        : type.parse().apply(fallback).orElseThrow();
  }

  <T> Optional<T> optional(String key, ValueType<T> type) {
    sketch.value(key, type.schema());
    return has(key) ? Optional.of(parsed(key, path(key), raw(key), type)) : Optional.empty();
  }

  /** Text that is taken as it stands: <code>${…}</code> in it means nothing to us. */
  String code(String key) {
    ValueType<String> text = ValueType.text();
    sketch.value(key, text.schema());
    sketch.require(key);
    return has(key)
        ? orInstead(key, reading.literal(path(key), raw(key), text), text)
        : missing(key, "");
  }

  <T> List<T> list(String key, ValueType<T> item, List<?> fallback) {
    sketch.itemsWithDefault(key, item.schema(), fallback);
    return has(key)
        ? items(key, item)
        : fallback.stream().map(one -> item.parse().apply(one).orElseThrow()).toList();
  }

  /** A list without a default, at least one item long; absent: empty. */
  <T> List<T> optionalList(String key, ValueType<T> item) {
    sketch.items(key, item.schema());
    if (!has(key)) {
      return List.of();
    }
    List<T> items = items(key, item);
    check(!items.isEmpty() || faulty.contains(key), key, "must have at least one item");
    return items;
  }

  /** Free keys with scalar values, in the order of the file. */
  Map<String, String> scalars(String key, ValueType<String> name, ValueType<String> value) {
    sketch.map(key, name.schema(), value.schema());
    var entries = new LinkedHashMap<String, String>();
    JsonObject map = object(key).orElseGet(JsonObject::new);
    for (String entry : map.fieldNames()) {
      String at = path(key) + "." + entry;
      orInstead(key, reading.name(at, entry, name), name);
      entries.put(entry, parsed(key, at, map.getValue(entry), value));
    }
    return Collections.unmodifiableMap(entries);
  }

  /** An object whose keys all have defaults: absent is the same as empty. */
  <T> T section(String key, Function<ConfigReader, T> read) {
    return inner(key, object(key).orElseGet(JsonObject::new), read);
  }

  <T> Optional<T> optionalSection(String key, Function<ConfigReader, T> read) {
    Optional<JsonObject> object = sketch.isOn() ? Optional.of(new JsonObject()) : object(key);
    return object.map(present -> inner(key, present, read));
  }

  <T> T requiredSection(String key, Function<ConfigReader, T> read, T instead) {
    Optional<T> value = optionalSection(key, read);
    sketch.require(key);
    return has(key) ? value.orElse(instead) : missing(key, instead);
  }

  /** An object, or the text of its one important key. */
  <T> Optional<T> shorthand(String key, String innerKey, Function<ConfigReader, T> read) {
    if (has(key) && raw(key) instanceof String text) {
      return Optional.of(inner(key, new JsonObject().put(innerKey, text), read));
    }
    Optional<T> value = optionalSection(key, read);
    sketch.takeTextFor(key, innerKey);
    return value;
  }

  /** An object or a list of objects; absent: empty. */
  <T> List<T> oneOrMany(String key, Function<ConfigReader, T> read) {
    if (!has(key) || !(raw(key) instanceof JsonArray list)) {
      Optional<T> one = optionalSection(key, read);
      sketch.takeListFor(key);
      return one.stream().toList();
    }
    var values = new ArrayList<T>(list.size());
    for (int i = 0; i < list.size(); i++) {
      String at = key + "[" + i + "]";
      if (list.getValue(i) instanceof JsonObject item) {
        values.add(inner(at, item, read));
      } else {
        problem(at, "must be an object, was " + Shown.VALUE.of(list.getValue(i)));
      }
    }
    return values;
  }

  /** At least one object, each under a name that the user gave, in the order of the file. */
  <T> Map<String, T> named(
      String key, ValueType<String> name, BiFunction<String, ConfigReader, T> read) {
    sketch.require(key);
    if (sketch.isOn()) {
      inner(key, new JsonObject(), in -> read.apply("", in));
      sketch.nameFreely(key, name.schema());
    }
    var values = new LinkedHashMap<String, T>();
    JsonObject objects = object(key).orElseGet(JsonObject::new);
    check(!sound(key) || !objects.isEmpty(), key, "must have at least one entry, had none");
    var entries = new ConfigReader(objects, path(key), reading, Sketch.OFF);
    for (String entry : objects.fieldNames()) {
      reading.name(entries.path(entry), entry, name);
      entries
          .optionalSection(entry, in -> read.apply(entry, in))
          .ifPresent(value -> values.put(entry, value));
    }
    return Collections.unmodifiableMap(values);
  }

  /** A problem unless exactly one of {@code keys} is there. */
  void oneOf(String... keys) {
    List<String> expected = List.of(keys);
    sketch.requireOneOf(expected);
    List<String> present = expected.stream().filter(this::has).toList();
    if (present.size() != 1) {
      String came = present.isEmpty() ? "none" : String.join(" and ", present);
      reading.problem(path, "must have exactly one of " + expected + ", had " + came);
    }
  }

  /** Notes a problem unless {@code holds}. */
  void check(boolean holds, String key, String what) {
    if (!holds) {
      problem(key, what);
    }
  }

  /** Whether none of these keys had a problem, so that comparing their values makes sense. */
  boolean sound(String... keys) {
    return Stream.of(keys).noneMatch(faulty::contains);
  }

  boolean has(String key) {
    known.add(key);
    return json.containsKey(key);
  }

  /** The path of a key of this object. */
  String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  Reading reading() {
    return reading;
  }

  private Object raw(String key) {
    return json.getValue(key);
  }

  private Optional<JsonObject> object(String key) {
    if (!has(key) || raw(key) instanceof JsonObject) {
      return Optional.ofNullable((JsonObject) raw(key));
    }
    problem(key, "must be an object, was " + Shown.VALUE.of(raw(key)));
    return Optional.empty();
  }

  private <T> T inner(String key, JsonObject object, Function<ConfigReader, T> read) {
    Sketch inner = sketch.inner();
    T value = new ConfigReader(object, path(key), reading, inner).finish(read);
    sketch.object(key, inner);
    return value;
  }

  private <T> T finish(Function<ConfigReader, T> read) {
    T value = read.apply(this);
    json.fieldNames().stream()
        .filter(key -> !known.contains(key))
        .forEach(key -> problem(key, Suggestion.unknownKey(key, known)));
    return value;
  }

  private <T> List<T> items(String key, ValueType<T> item) {
    if (!(raw(key) instanceof JsonArray list)) {
      problem(key, "must be a list, was " + Shown.VALUE.of(raw(key)));
      return List.of();
    }
    var values = new ArrayList<T>(list.size());
    for (int i = 0; i < list.size(); i++) {
      values.add(parsed(key, path(key) + "[" + i + "]", list.getValue(i), item));
    }
    return values;
  }

  private <T> T parsed(String key, String at, Object raw, ValueType<T> type) {
    return orInstead(key, reading.value(at, raw, type), type);
  }

  private <T> T orInstead(String key, Optional<T> value, ValueType<T> type) {
    if (value.isEmpty()) {
      faulty.add(key);
    }
    return value.orElse(type.instead());
  }

  private <T> T missing(String key, T instead) {
    problem(key, "is required");
    return instead;
  }

  private void problem(String key, String what) {
    faulty.add(key);
    reading.problem(path(key), what);
  }
}
