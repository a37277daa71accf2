package io.tributary.stream.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowHoldTest {

  private final List<Boolean> told = new ArrayList<>();
  private final FlowHold hold = new FlowHold(told::add);
  private final FlowHold.Brake window = hold.brake();
  private final FlowHold.Brake script = hold.brake();

  @Test
  void theFlowStopsWithTheFirstReasonAndGoesOnWithoutTheLast() {
    window.hold();
    script.hold();
    window.release();
    assertThat(told).containsExactly(true);
    script.release();
    assertThat(told).containsExactly(true, false);
  }

  @Test
  void sayingItTwiceIsSayingItOnce() {
    window.release();
    window.hold();
    window.hold();
    window.release();
    window.release();
    assertThat(told).containsExactly(true, false);
  }
}
