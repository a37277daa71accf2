package io.tributary.bus.lazy;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;

/** What {@link LazyMap} is to maps, to lists. */
final class LazyList extends AbstractList<Object> implements RandomAccess {

  private final List<Object> shared;

  /** Null as long as the shared content will do. */
  private List<Object> own;

  LazyList(List<Object> shared) {
    this.shared = shared;
  }

  @Override
  public Object get(int index) {
    if (own == null) {
      Object value = shared.get(index);
      if (!LazyMap.isNested(value)) {
        return value;
      }
    }
    return own().get(index);
  }

  @Override
  public int size() {
    return own == null ? shared.size() : own.size();
  }

  @Override
  public Object set(int index, Object value) {
    return own().set(index, value);
  }

  @Override
  public void add(int index, Object value) {
    own().add(index, value);
    modCount++;
  }

  @Override
  public Object remove(int index) {
    modCount++;
    return own().remove(index);
  }

  private List<Object> own() {
    if (own == null) {
      own = new ArrayList<>(shared.size());
      shared.forEach(value -> own.add(LazyMap.viewOf(value)));
    }
    return own;
  }
}
