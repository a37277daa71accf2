package io.tributary.script.sandbox;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code ensemble.storage} of one API: what earlier runs left, and over it what the run at hand
 * changed. Values are JSON texts.
 */
final class Storage {

  /** Keys and values together, for one API. */
  static final int MAX_CHARACTERS = 65_536;

  private final Map<String, String> kept;
  private final Map<String, Optional<String>> changed = new LinkedHashMap<>();
  private int size;
  private int keptSize;

  Storage(Map<String, String> kept) {
    this.kept = new HashMap<>(kept);
    kept.forEach((key, value) -> keptSize += key.length() + value.length());
    this.size = keptSize;
  }

  /** The value of {@code key}, or null. */
  String get(String key) {
    Optional<String> change = changed.get(key);
    return change == null ? kept.get(key) : change.orElse(null);
  }

  /** Returns false, changing nothing, where the storage would grow too large. */
  boolean set(String key, String value) {
    int grown = size - sizeOf(key) + key.length() + value.length();
    if (grown > MAX_CHARACTERS) {
      return false;
    }
    size = grown;
    changed.put(key, Optional.of(value));
    return true;
  }

  void remove(String key) {
    size -= sizeOf(key);
    changed.put(key, Optional.empty());
  }

  /** Keeps what the run changed, and tells. */
  Map<String, Optional<String>> commit() {
    Map<String, Optional<String>> told = new LinkedHashMap<>(changed);
    told.forEach(
        (key, value) -> value.ifPresentOrElse(it -> kept.put(key, it), () -> kept.remove(key)));
    changed.clear();
    keptSize = size;
    return told;
  }

  /** Forgets what the run changed. */
  void rollBack() {
    changed.clear();
    size = keptSize;
  }

  private int sizeOf(String key) {
    String value = get(key);
    return value == null ? 0 : key.length() + value.length();
  }
}
