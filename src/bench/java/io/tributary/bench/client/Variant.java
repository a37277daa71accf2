package io.tributary.bench.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which contender, and how it is set: {@code bus,data=json,streams=100}.
 *
 * @param options by name; a missing one has its default
 */
public record Variant(String name, Map<String, String> options) {

  /** Reads the text of a variant. */
  public static Variant of(String text) {
    List<String> parts = List.of(text.split(",", -1));
    Map<String, String> options = new LinkedHashMap<>();
    for (String option : parts.subList(1, parts.size())) {
      int is = option.indexOf('=');
      options.put(option.substring(0, is), option.substring(is + 1));
    }
    return new Variant(parts.get(0), options);
  }

  /** An option. */
  public String get(String option, String otherwise) {
    return options.getOrDefault(option, otherwise);
  }

  /** An option that is a number. */
  public int number(String option, int otherwise) {
    return Integer.parseInt(get(option, Integer.toString(otherwise)));
  }

  /** Whether an option has this value. */
  public boolean is(String option, String value) {
    return get(option, "").equals(value);
  }
}
