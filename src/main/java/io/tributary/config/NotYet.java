package io.tributary.config;

import java.util.List;
import java.util.function.Function;

/** Keys that can be written and are validated, but whose feature this version does not have. */
final class NotYet {

  private static final List<String> KEYS = List.of("cluster");

  static final String WHAT = "is not supported by this version yet";

  private NotYet() {}

  /** {@code read}, then a problem for each such key. */
  static <T> Function<ConfigReader, T> after(Function<ConfigReader, T> read) {
    return in -> {
      T value = read.apply(in);
      KEYS.forEach(key -> in.check(!in.has(key), key, WHAT));
      return value;
    };
  }
}
