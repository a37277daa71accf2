package io.tributary.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

  @Test
  void thousandsStartInPartsAndNoneAfterTheStop() {
    List<Promise<Void>> started = new ArrayList<>();
    Tenant slow =
        new Tenant() {
          @Override
          public Future<?> run(String apiName, Tenure tenure) {
            started.add(Promise.promise());
            return started.get(started.size() - 1).future();
          }

          @Override
          public Future<?> leave(String apiName) {
            return Future.succeededFuture();
          }
        };
    Ownership many = new LocalOwnership();
    Map<String, String> definitions =
        IntStream.range(0, 1000).boxed().collect(Collectors.toMap(i -> "api" + i, i -> "1"));
    Future<?> all = many.start(definitions, slow);
    int first = started.size();
    assertThat(first).isBetween(1, 500);

    started.get(0).fail("cannot be deployed");
    List.copyOf(started).stream().skip(1).forEach(Promise::complete);
    assertThat(started).hasSize(2 * first);
    many.stop();
    List.copyOf(started).stream().skip(first).forEach(Promise::complete);

    assertThat(started).hasSize(2 * first);
    assertThat(all.isComplete()).isTrue();
    assertThat(all.failed()).isTrue();
    assertThat(all.cause()).hasMessage("cannot be deployed");
  }

  @Test
  void aChangeWaitsForTheStart() {
    List<Promise<Void>> runs = new ArrayList<>();
    Tenant slow =
        new Tenant() {
          @Override
          public Future<?> run(String apiName, Tenure tenure) {
            told.add("run " + apiName);
            runs.add(Promise.promise());
            return runs.get(runs.size() - 1).future();
          }

          @Override
          public Future<?> leave(String apiName) {
            told.add("leave " + apiName);
            return Future.succeededFuture();
          }
        };
    told.clear();
    Ownership one = new LocalOwnership();
    one.start(Map.of("a", "1"), slow);
    one.redefine(Map.of("a", "2"));
    assertThat(told).containsExactly("run a");
    runs.get(0).complete();
    assertThat(told).containsExactly("run a", "leave a", "run a");
  }
}
