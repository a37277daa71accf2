package io.tributary.script.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StorageTest {

  @Test
  void tellsAtTheEndWhatChanged() {
    Storage storage = new Storage(Map.of("kept", "1", "gone", "2"));
    assertThat(storage.set("new", "3")).isTrue();
    storage.remove("gone");
    assertThat(storage.get("kept")).isEqualTo("1");
    assertThat(storage.get("new")).isEqualTo("3");
    assertThat(storage.get("gone")).isNull();
    assertThat(storage.commit())
        .containsExactly(Map.entry("new", Optional.of("3")), Map.entry("gone", Optional.empty()));
    assertThat(storage.commit()).isEmpty();
  }

  @Test
  void forgetsWhatAKilledRunChanged() {
    Storage storage = new Storage(Map.of("k", "1"));
    storage.set("k", "2");
    storage.set("l", "2");
    storage.rollBack();
    assertThat(storage.get("k")).isEqualTo("1");
    assertThat(storage.get("l")).isNull();
    assertThat(storage.commit()).isEmpty();
  }

  @Test
  void isBoundedWhateverIsAddedReplacedAndRemoved() {
    Storage storage = new Storage(Map.of("old", "x".repeat(Storage.MAX_CHARACTERS - 3)));
    assertThat(storage.set("n", "")).isFalse();
    assertThat(storage.get("n")).isNull();
    assertThat(storage.set("old", "x")).isTrue();
    assertThat(storage.set("n", "y".repeat(Storage.MAX_CHARACTERS - 5))).isTrue();
    assertThat(storage.set("n", "y".repeat(Storage.MAX_CHARACTERS - 4))).isFalse();
    storage.remove("old");
    storage.remove("never");
    assertThat(storage.set("n", "y".repeat(Storage.MAX_CHARACTERS - 1))).isTrue();
    storage.rollBack();
    assertThat(storage.set("n", "")).isFalse();
  }
}
