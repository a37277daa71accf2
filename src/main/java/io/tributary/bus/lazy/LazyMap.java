package io.tributary.bus.lazy;

import java.util.AbstractMap;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A map of its own to whoever holds it, which shares the content of another one until something is
 * changed in it or a nested value is taken out of it. The shared one must never change. Not
 * thread-safe, as any map.
 */
public final class LazyMap extends AbstractMap<String, Object> {

  private final Map<String, Object> shared;

  /** Null as long as the shared content will do. */
  private Map<String, Object> own;

  /** The first nested value that was asked for: most readers want the data and nothing else. */
  private String nestedKey;

  private Object nested;

  public LazyMap(Map<String, Object> shared) {
    this.shared = shared;
  }

  /** A view of a shared value that may be changed: for maps and lists, all others are immutable. */
  @SuppressWarnings("unchecked")
  static Object viewOf(Object value) {
    if (value instanceof Map<?, ?> map) {
      return new LazyMap((Map<String, Object>) map);
    }
    return value instanceof List<?> list ? new LazyList((List<Object>) list) : value;
  }

  static boolean isNested(Object value) {
    // Most are, and it is known sooner than that they are neither of the others.
    return !(value instanceof String) && (value instanceof Map || value instanceof Collection);
  }

  @Override
  public Object get(Object key) {
    if (own == null) {
      Object value = shared.get(key);
      if (!isNested(value)) {
        return value;
      }
      if (nestedKey == null) {
        nestedKey = (String) key;
        nested = viewOf(value);
      }
      if (nestedKey.equals(key)) {
        return nested;
      }
    }
    return own().get(key);
  }

  @Override
  public boolean containsKey(Object key) {
    return current().containsKey(key);
  }

  @Override
  public int size() {
    return current().size();
  }

  @Override
  public Object put(String key, Object value) {
    return own().put(key, value);
  }

  @Override
  public Object remove(Object key) {
    return own().remove(key);
  }

  @Override
  public void clear() {
    own().clear();
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return own().entrySet();
  }

  private Map<String, Object> current() {
    return own == null ? shared : own;
  }

  private Map<String, Object> own() {
    if (own == null) {
      own = new LinkedHashMap<>();
      shared.forEach((key, value) -> own.put(key, key.equals(nestedKey) ? nested : viewOf(value)));
    }
    return own;
  }
}
