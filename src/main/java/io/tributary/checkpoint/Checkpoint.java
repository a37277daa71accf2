package io.tributary.checkpoint;

import io.vertx.core.Future;
import java.util.Optional;

/** The last event id of one API. Lives on one event loop. */
public interface Checkpoint {

  /** The latest id, whether it is written or not; empty when there never was one. */
  Optional<String> last();

  /** Notes an id to be written soon; cheap enough for every event. */
  void save(String lastEventId);

  /** For how long the oldest id that is not written has waited; 0: all is written. */
  long unsavedMillis();

  /** Writes what is not yet written; fails when that cannot be done. */
  Future<Void> close();
}
