package io.tributary.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What the readers of one configuration share. Lives on one thread, for one reading. */
final class Reading {

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");

  private final List<Problem> problems = new ArrayList<>();
  private final Substitution substitution;
  private final Set<String> apiNames = new TreeSet<>();

  Reading(Lookups lookups) {
    this.substitution = new Substitution(lookups);
  }

  void problem(String keyPath, String what) {
    problems.add(Problem.at(keyPath, what));
  }

  /** The value of a key, <code>${…}</code> resolved; empty after a problem. */
  <T> Optional<T> value(String keyPath, Object raw, ValueType<T> type) {
    Object resolved;
    try {
      resolved = resolved(raw);
    } catch (Substitution.Failed e) {
      problem(keyPath, e.getMessage());
      return Optional.empty();
    }
    Optional<T> value = type.parse().apply(resolved);
    if (value.isEmpty() && raw instanceof String text && Substitution.isIn(text)) {
      value = type.parse().apply(scalar((String) resolved));
    }
    return orProblem(keyPath, raw, type, value);
  }

  /** The value of a key as it stands. */
  <T> Optional<T> literal(String keyPath, Object raw, ValueType<T> type) {
    return orProblem(keyPath, raw, type, type.parse().apply(raw));
  }

  /** A key that the user chose. */
  Optional<String> name(String keyPath, String name, ValueType<String> type) {
    Optional<String> accepted = type.parse().apply(name);
    if (accepted.isEmpty()) {
      problem(keyPath, "the name must be " + type.expected());
    }
    return accepted;
  }

  private <T> Optional<T> orProblem(
      String keyPath, Object raw, ValueType<T> type, Optional<T> value) {
    if (value.isEmpty()) {
      problem(keyPath, "must be " + type.expected() + ", was " + type.shown().of(raw));
    }
    return value;
  }

  private Object resolved(Object raw) throws Substitution.Failed {
    if (raw instanceof String text) {
      return Substitution.isIn(text) ? substitution.resolve(text) : text;
    }
    if (raw instanceof JsonObject object) {
      var copy = new JsonObject();
      for (String key : object.fieldNames()) {
        copy.put(key, resolved(object.getValue(key)));
      }
      return copy;
    }
    if (raw instanceof JsonArray list) {
      var copy = new JsonArray();
      for (int i = 0; i < list.size(); i++) {
        copy.add(resolved(list.getValue(i)));
      }
      return copy;
    }
    return raw;
  }

  /** What a text would be if it stood in the file without quotes: a number, a boolean or text. */
  private static Object scalar(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    return NUMBER.matcher(text).matches() ? new BigDecimal(text) : text;
  }

  /** Every API of the file, sound or not; empty when one definition is read alone. */
  Set<String> apiNames() {
    return apiNames;
  }

  void throwIfAnyProblem() {
    if (!problems.isEmpty()) {
      throw new InvalidConfig(problems);
    }
  }
}
