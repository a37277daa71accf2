package io.tributary.bus.lazy;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A map of few keys that never changes: names and values by turns in one array, where a table would
 * take several times the memory and no less time. Immutable.
 */
public final class SmallMap extends AbstractMap<String, Object> {

  /** From more keys on looking through them takes longer than hashing. */
  public static final int LARGEST = 8;

  private final Object[] fields;

  /**
   * A map of these names and values.
   *
   * @param fields the first name, its value, the second name and so on; no name twice. It must not
   *     change any more.
   */
  public SmallMap(Object[] fields) {
    this.fields = fields;
  }

  @Override
  public Object get(Object key) {
    int at = indexOf(key);
    return at < 0 ? null : fields[at + 1];
  }

  @Override
  public boolean containsKey(Object key) {
    return indexOf(key) >= 0;
  }

  @Override
  public int size() {
    return fields.length / 2;
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super Object> each) {
    for (int at = 0; at < fields.length; at += 2) {
      each.accept((String) fields[at], fields[at + 1]);
    }
  }

  @Override
  public Set<Map.Entry<String, Object>> entrySet() {
    return new AbstractSet<>() {

      @Override
      public Iterator<Map.Entry<String, Object>> iterator() {
        return new Entries();
      }

      @Override
      public int size() {
        return fields.length / 2;
      }
    };
  }

  private int indexOf(Object key) {
    for (int at = 0; at < fields.length; at += 2) {
      if (fields[at].equals(key)) {
        return at;
      }
    }
    return -1;
  }

  private final class Entries implements Iterator<Map.Entry<String, Object>> {

    private int at;

    @Override
    public boolean hasNext() {
      return at < fields.length;
    }

    @Override
    public Map.Entry<String, Object> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      at += 2;
      return new SimpleImmutableEntry<>((String) fields[at - 2], fields[at - 1]);
    }
  }
}
