package io.tributary.bus.lazy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class SmallMapTest {

  private final Map<String, Object> small = new SmallMap(new Object[] {"b", 1, "a", null});

  @Test
  void isTheMapOfItsFieldsInTheirOrder() {
    Map<String, Object> table = new LinkedHashMap<>();
    table.put("b", 1);
    table.put("a", null);

    assertThat(small).isEqualTo(table).hasSameHashCodeAs(table).hasToString(table.toString());
    assertThat(small.keySet()).containsExactly("b", "a");
    assertThat(small.values()).containsExactly(1, null);
    assertThat(small).hasSize(2);
  }

  @Test
  void knowsAFieldWithoutAValueFromNone() {
    assertThat(small.containsKey("a")).isTrue();
    assertThat(small.get("a")).isNull();
    assertThat(small.containsKey("c")).isFalse();
    assertThat(small.get("c")).isNull();
    assertThat(small.get(null)).isNull();
  }

  @Test
  void tellsEachField() {
    StringBuilder told = new StringBuilder();

    small.forEach((name, value) -> told.append(name).append(value));

    assertThat(told).hasToString("b1anull");
  }

  @Test
  void cannotBeChanged() {
    assertThatThrownBy(() -> small.put("b", 2)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(small::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> small.entrySet().iterator().next().setValue(2))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void iteratesToItsEnd() {
    Iterator<String> names = small.keySet().iterator();

    assertThat(Arrays.asList(names.next(), names.next())).containsExactly("b", "a");
    assertThatThrownBy(names::next).isInstanceOf(NoSuchElementException.class);
  }
}
