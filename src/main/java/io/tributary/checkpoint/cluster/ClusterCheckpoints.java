package io.tributary.checkpoint.cluster;

import io.tributary.checkpoint.Checkpoint;
import io.tributary.checkpoint.Checkpoints;
import io.tributary.checkpoint.CorruptCheckpoint;
import io.tributary.checkpoint.Entry;
import io.tributary.checkpoint.Shards;
import io.tributary.cluster.Cluster;
import io.tributary.cluster.SharedMap;
import io.tributary.connection.Timers;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checkpoints in a map that all nodes of a cluster share, written a short while after they are
 * saved, and copied into files of every node.
 */
public final class ClusterCheckpoints implements Checkpoints {

  /** No checkpoint is written more often, and no file. */
  static final long WRITE_INTERVAL_MILLIS = 500;

  private static final Logger LOG = LoggerFactory.getLogger(ClusterCheckpoints.class);

  private final Timers timers;
  private final Context context;
  private final SharedMap map;
  private final Copies copies;
  private final boolean freshWhenCorrupt;
  private final Queue<ClusterCheckpoint> queue = new ConcurrentLinkedQueue<>();
  private Timers.Timer round = Timers.Timer.NONE;

  /**
   * To be made on the event loop that it is to write on.
   *
   * @param directory of this node's copies
   * @param freshWhenCorrupt whether an API whose checkpoint cannot be read starts as if it had none
   */
  public ClusterCheckpoints(
      Vertx vertx, Cluster cluster, Timers timers, Path directory, boolean freshWhenCorrupt) {
    this.timers = timers;
    this.context = vertx.getOrCreateContext();
    this.map = cluster.map("tributary.checkpoints");
    this.copies = new Copies(vertx, map, new Shards(directory));
    this.freshWhenCorrupt = freshWhenCorrupt;
  }

  /** Completes when the cluster knows what the files of this node know. */
  @Override
  public Future<?> start() {
    return copies.restore().onSuccess(restored -> nextRound());
  }

  /** Higher than any epoch of which a position is known. */
  public long epochFloor() {
    return copies.highestEpoch() + 1;
  }

  @Override
  public Checkpoints during(long epoch) {
    return new During(epoch);
  }

  @Override
  public Future<Checkpoint> open(String apiName, String source, Consumer<String> failed) {
    return during(0).open(apiName, source, failed);
  }

  @Override
  public Future<Checkpoint> openFresh(String apiName, String source, Consumer<String> failed) {
    return during(0).openFresh(apiName, source, failed);
  }

  @Override
  public Future<Void> close() {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        ignored -> {
          round.cancel();
          // Twice: the first may have begun before the last write.
          writeQueued()
              .eventually(copies::copy)
              .eventually(copies::copy)
              .<Void>mapEmpty()
              .onComplete(done);
        });
    return done.future();
  }

  void enqueue(ClusterCheckpoint checkpoint) {
    queue.add(checkpoint);
  }

  /** Writes one checkpoint now. */
  Future<Void> flush(ClusterCheckpoint checkpoint) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(ignored -> checkpoint.write().onComplete(done));
    return done.future();
  }

  private void nextRound() {
    round =
        timers.after(
            WRITE_INTERVAL_MILLIS,
            () -> {
              // Not awaited: what is written to a member that hangs must not hold up the rest.
              writeQueued().otherwiseEmpty();
              copies.copy().otherwiseEmpty();
              nextRound();
            });
  }

  private Future<?> writeQueued() {
    List<Future<Void>> writes = new ArrayList<>();
    int size = queue.size(); // what fails goes back to the queue and waits for the next round
    for (int i = 0; i < size; i++) {
      ClusterCheckpoint checkpoint = queue.remove();
      if (checkpoint.isWriting()) {
        queue.add(checkpoint);
      } else {
        writes.add(checkpoint.write());
      }
    }
    return Future.join(writes);
  }

  private Optional<Entry> newest(String apiName, Optional<String> text) {
    Optional<Entry> copy = copies.find(apiName);
    Optional<Entry> shared = text.flatMap(it -> parsed(apiName, it));
    // Both nodes that had it may have died at once: then a copy is all there is.
    return copy.filter(it -> shared.isEmpty() || it.isNewerThan(shared.get())).or(() -> shared);
  }

  private Optional<Entry> parsed(String apiName, String text) {
    try {
      return Optional.of(SharedEntry.parse(apiName, text));
    } catch (CorruptCheckpoint e) {
      if (!freshWhenCorrupt) {
        throw e;
      }
      LOG.warn("api={} starts afresh: {}", apiName, e.getMessage());
      return Optional.empty();
    }
  }

  /** The store as one owner sees it. */
  private final class During implements Checkpoints {

    private final long epoch;

    private During(long epoch) {
      this.epoch = epoch;
    }

    @Override
    public Future<Checkpoint> open(String apiName, String source, Consumer<String> failed) {
      return map.get(apiName)
          .map(
              text ->
                  checkpoint(
                      new ClusterCheckpoint.Start(apiName, source, epoch, text),
                      newest(apiName, text)
                          .filter(entry -> entry.source().equals(source))
                          .map(Entry::lastEventId),
                      failed));
    }

    @Override
    public Future<Checkpoint> openFresh(String apiName, String source, Consumer<String> failed) {
      return map.get(apiName)
          .map(
              text ->
                  checkpoint(
                      new ClusterCheckpoint.Start(apiName, source, epoch, text),
                      Optional.empty(),
                      failed));
    }

    @Override
    public Future<Void> close() {
      return Future.succeededFuture(); // others use it
    }

    private Checkpoint checkpoint(
        ClusterCheckpoint.Start start, Optional<String> last, Consumer<String> failed) {
      return new ClusterCheckpoint(ClusterCheckpoints.this, map, start, last, failed);
    }
  }
}
