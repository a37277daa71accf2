package io.tributary.checkpoint;

import io.vertx.core.Future;
import java.util.function.Consumer;

/** A store of last event ids. Thread-safe; nothing of it blocks. */
public interface Checkpoints {

  /**
   * Completes when positions that were stored before can be read; fails when somebody else writes
   * to the same place.
   */
  default Future<?> start() {
    return Future.succeededFuture();
  }

  /**
   * The same store for an owner of this epoch: what a later one stores is never overwritten. Makes
   * no difference without a cluster.
   */
  default Checkpoints during(long epoch) {
    return this;
  }

  /**
   * Reads the checkpoint of an API and keeps it open for writing; each API is open at most once.
   *
   * @param source what the ids belong to, see {@link Source}; one that was stored for another
   *     source counts as none
   * @param failed hears, on any thread, when the store begins to fail to write
   * @return fails with {@link CorruptCheckpoint} when there is one that cannot be read
   */
  Future<Checkpoint> open(String apiName, String source, Consumer<String> failed);

  /** As {@link #open}, but without reading: what is stored is replaced by what is saved next. */
  Future<Checkpoint> openFresh(String apiName, String source, Consumer<String> failed);

  /** Lets go of everything; what is not yet written is written before. */
  Future<Void> close();

  /** A store that forgets everything when the process ends. */
  static Checkpoints none() {
    return new NoCheckpoints();
  }
}
