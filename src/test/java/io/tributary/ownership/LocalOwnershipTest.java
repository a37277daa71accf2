package io.tributary.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LocalOwnershipTest {

  private final List<String> told = new ArrayList<>();
  private final Ownership ownership = new LocalOwnership();
  private final Tenant tenant =
      new Tenant() {
        @Override
        public Future<?> run(String apiName, Tenure tenure) {
          assertThat(tenure).isSameAs(Tenure.UNLIMITED);
          told.add("run " + apiName);
          return Future.succeededFuture();
        }

        @Override
        public Future<?> leave(String apiName) {
          told.add("leave " + apiName);
          return Future.succeededFuture();
        }
      };

  @BeforeEach
  void start() {
    assertThat(ownership.start(Map.of("a", "1", "b", "1", "c", "1"), tenant).succeeded()).isTrue();
  }

  @Test
  void runsEveryApiUntilItStops() {
    assertThat(told).containsExactlyInAnyOrder("run a", "run b", "run c");
    told.clear();
    assertThat(ownership.stop().succeeded()).isTrue();
    assertThat(told).containsExactlyInAnyOrder("leave a", "leave b", "leave c");
  }

  @Test
  void touchesNothingButWhatIsNewGoneOrChanged() {
    told.clear();
    assertThat(ownership.redefine(Map.of("a", "1", "b", "2", "d", "1")).succeeded()).isTrue();
    assertThat(told)
        .containsExactlyInAnyOrder("leave b", "run b", "leave c", "leave d", "run d")
        .containsSubsequence("leave b", "run b");
  }
}
