package io.tributary.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HighestEpochTest {

  @Test
  void aClaimOfALaterEpochStays() {
    assertThat(HighestEpoch.isLater("8f0c-1|12|held", "9a|9|held")).isTrue();
    assertThat(HighestEpoch.isLater("8f0c-1|9|held", "9a|12|released")).isFalse();
  }

  @Test
  void aPositionOfALaterEpochOrFurtherOnInTheSameStays() {
    assertThat(HighestEpoch.isLater("12|1|5f|a|7", "9|500|5f|99")).isTrue();
    assertThat(HighestEpoch.isLater("12|10|5f|a|7", "12|9|5f|a|6")).isTrue();
    assertThat(HighestEpoch.isLater("12|9|5f|x", "12|9|5f|x")).isFalse();
    assertThat(HighestEpoch.isLater("nonsense", "1|1|5f|x")).isFalse();
  }
}
