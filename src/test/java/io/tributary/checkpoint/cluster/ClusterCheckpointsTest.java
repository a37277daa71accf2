package io.tributary.checkpoint.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.checkpoint.Checkpoint;
import io.tributary.checkpoint.Checkpoints;
import io.tributary.checkpoint.CorruptCheckpoint;
import io.tributary.cluster.Cluster;
import io.tributary.cluster.SharedMap;
import io.tributary.stream.VertxTimers;
import io.tributary.testkit.MemoryMap;
import io.tributary.testkit.Waiting;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Positions as several nodes see them; the map is one of memory. */
@ExtendWith(VertxExtension.class)
class ClusterCheckpointsTest {

  private static final String SOURCE = "0123456789abcdef";
  private static final String API = "prices";

  @TempDir Path directory;
  private MemoryMap map = new MemoryMap();
  private Vertx vertx;

  @BeforeEach
  void keep(Vertx vertx) {
    this.vertx = vertx;
  }

  @Test
  void theNextOwnerGoesOnWhereTheLastOneWas() {
    Checkpoint first = open(node("a"), 7);
    assertThat(first.last()).isEmpty();
    first.save("1|one");
    assertThat(first.last()).contains("1|one");
    Waiting.result(first.close());
    assertThat(first.unsavedMillis()).isZero();
    assertThat(open(node("b"), 8).last()).contains("1|one");
    assertThat(shared()).isEqualTo("7|1|" + SOURCE + "|1|one");
  }

  @Test
  void whatIsSavedIsWrittenSoonWithoutBeingAskedTo() {
    open(node("a"), 7).save("1");
    Waiting.until("it is written", () -> entry() != null);
  }

  @Test
  void anOldOwnerNeverOverwritesANewOne() {
    Checkpoint old = open(node("a"), 7);
    Checkpoint now = open(node("b"), 8);
    now.save("20");
    Waiting.result(now.close());
    old.save("3");
    Waiting.result(old.close());
    assertThat(shared()).startsWith("8|").endsWith("|20");

    now.save("21");
    Waiting.result(now.close());
    assertThat(shared()).endsWith("|21");
  }

  @Test
  void aNewOwnerOverwritesWhatAnOldOneWroteMeanwhile() {
    Checkpoint old = open(node("a"), 7);
    Checkpoint now = open(node("b"), 8);
    old.save("3");
    Waiting.result(old.close());
    now.save("2");
    Waiting.result(now.close());
    assertThat(shared()).startsWith("8|").endsWith("|2");
  }

  @Test
  void aStreamIsNeverWaitedForAndOneWriteIsUnderWay() {
    Checkpoint checkpoint = open(node("a"), 7);
    map.hang();
    checkpoint.save("1");
    Waiting.until("a write hangs", () -> map.hanging() == 1);
    checkpoint.save("2");
    checkpoint.save("3");
    Future<Void> closed = checkpoint.close();
    assertThat(map.hanging()).isEqualTo(1);
    assertThat(closed.isComplete()).isFalse();
    map.goOn();
    Waiting.result(closed);
    assertThat(shared()).isEqualTo("7|2|" + SOURCE + "|3");
  }

  @Test
  void theFilesOfTheNodesSurviveAllNodesAndTheNewestWins() {
    Checkpoints a = node("a");
    Checkpoint early = open(a, 7);
    early.save("1");
    Waiting.result(early.close());
    Waiting.result(a.close());
    Checkpoints b = node("b");
    Checkpoint late = open(b, 8);
    late.save("2");
    Waiting.result(late.close());
    Waiting.result(b.close());

    map = new MemoryMap();
    ClusterCheckpoints again = node("b");
    node("a");
    assertThat(open(again, 9).last()).contains("2");
    assertThat(again.epochFloor()).isEqualTo(9);
  }

  @Test
  void aPositionThatTheMapHasLostIsInACopy() {
    Checkpoints store = node("a");
    Checkpoint checkpoint = open(store, 7);
    checkpoint.save("1");
    Waiting.result(checkpoint.close());
    Waiting.result(store.close());
    Waiting.result(map.remove(API));
    assertThat(open(store, 8).last()).contains("1");
  }

  @Test
  void anIdOfAnotherServerIsNoPosition() {
    Checkpoints store = node("a");
    Checkpoint checkpoint = open(store, 7);
    checkpoint.save("1");
    Waiting.result(checkpoint.close());
    Future<Checkpoint> elsewhere = store.during(8).open(API, "another", why -> {});
    assertThat(Waiting.result(elsewhere).last()).isEmpty();
  }

  @Test
  void anUnreadableEntryFailsItsApiUnlessItIsToStartAfresh() {
    Checkpoints store = node("a");
    Waiting.result(map.put(API, "nonsense"));
    Assertions.assertThatThrownBy(() -> open(store, 7))
        .hasCauseInstanceOf(CorruptCheckpoint.class)
        .hasMessageContaining("epoch|seq|source|id, got \"nonsense\"");
    Checkpoint fresh = Waiting.result(store.during(7).openFresh(API, SOURCE, Assertions::fail));
    fresh.save("1");
    Waiting.result(fresh.close());
    assertThat(shared()).endsWith("|1");
  }

  private ClusterCheckpoints node(String name) {
    Future<ClusterCheckpoints> made =
        Future.future(
            promise ->
                vertx.runOnContext(
                    loop -> {
                      var store =
                          new ClusterCheckpoints(
                              vertx,
                              new OneMap(),
                              new VertxTimers(vertx),
                              directory.resolve(name),
                              false);
                      store.start().map(store).onComplete(promise);
                    }));
    return Waiting.result(made);
  }

  private static Checkpoint open(Checkpoints store, long epoch) {
    return Waiting.result(store.during(epoch).open(API, SOURCE, Assertions::fail));
  }

  private String shared() {
    assertThat(entry()).isNotNull();
    return entry();
  }

  private String entry() {
    return Waiting.result(map.get(API)).orElse(null);
  }

  /** The cluster of a node that needs nothing but the map. */
  private final class OneMap implements Cluster {

    @Override
    public String nodeId() {
      return "id";
    }

    @Override
    public String nodeName() {
      return "name";
    }

    @Override
    public Set<String> members() {
      return Set.of("id");
    }

    @Override
    public void onChange(Runnable task) {}

    @Override
    public SharedMap map(String name) {
      return map;
    }
  }
}
