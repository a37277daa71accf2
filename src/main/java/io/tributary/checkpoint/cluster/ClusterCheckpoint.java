package io.tributary.checkpoint.cluster;

import io.tributary.checkpoint.Checkpoint;
import io.tributary.checkpoint.Entry;
import io.tributary.cluster.SharedMap;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoint of one API in the cluster, as one owner writes it. Saved to on the stream's event
 * loop, written on the store's; at most one write is under way.
 */
final class ClusterCheckpoint implements Checkpoint {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterCheckpoint.class);

  /** What an owner starts from. */
  record Start(String apiName, String source, long epoch, Optional<String> stored) {}

  private final ClusterCheckpoints store;
  private final SharedMap map;
  private final Start start;
  private final Consumer<String> onFailure;
  private volatile String latest;
  private volatile boolean dirty;
  private volatile long unsavedSince;
  private Optional<String> expected;
  private Future<Void> writing = Future.succeededFuture();
  private long seq;
  private boolean superseded;
  private boolean failing;

  ClusterCheckpoint(
      ClusterCheckpoints store,
      SharedMap map,
      Start start,
      Optional<String> last,
      Consumer<String> onFailure) {
    this.store = store;
    this.map = map;
    this.start = start;
    this.expected = start.stored();
    this.latest = last.orElse(null);
    this.onFailure = onFailure;
  }

  @Override
  public Optional<String> last() {
    return Optional.ofNullable(latest);
  }

  @Override
  public void save(String lastEventId) {
    if (lastEventId.equals(latest)) {
      return;
    }
    latest = lastEventId;
    if (!dirty) {
      unsavedSince = System.nanoTime();
      dirty = true;
      store.enqueue(this);
    }
  }

  @Override
  public long unsavedMillis() {
    return dirty ? TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - unsavedSince) : 0;
  }

  @Override
  public Future<Void> close() {
    return store.flush(this);
  }

  /** Writes the latest id, after a write that is under way; on the store's event loop. */
  Future<Void> write() {
    writing = writing.transform(before -> writeNow());
    return writing;
  }

  /** Whether a write is under way. */
  boolean isWriting() {
    return !writing.isComplete();
  }

  private Future<Void> writeNow() {
    if (!dirty || superseded) {
      return Future.succeededFuture();
    }
    dirty = false; // a save from now on queues it again
    Entry next = new Entry(start.source(), latest, start.epoch(), ++seq);
    return swap(SharedEntry.text(next))
        .onSuccess(written -> failing = false)
        .onFailure(
            why -> {
              dirty = true;
              store.enqueue(this);
              tell("expected to write the checkpoint to the cluster, got " + why);
            });
  }

  private Future<Void> swap(String next) {
    return map.replace(start.apiName(), expected, next)
        .compose(
            swapped -> {
              if (swapped) {
                expected = Optional.of(next);
                return Future.succeededFuture();
              }
              return map.get(start.apiName()).compose(now -> swapAgain(now, next));
            });
  }

  private Future<Void> swapAgain(Optional<String> now, String next) {
    long there = now.map(text -> SharedEntry.parse(start.apiName(), text).epoch()).orElse(0L);
    if (there > start.epoch()) {
      superseded = true;
      LOG.info("api={} has its checkpoint written by a later owner", start.apiName());
      return Future.succeededFuture();
    }
    expected = now;
    return swap(next);
  }

  /** Told once, until a write succeeds. */
  private void tell(String why) {
    if (!failing) {
      failing = true;
      onFailure.accept(why);
    }
  }
}
