package io.tributary.stream.delivery;

import io.tributary.checkpoint.Checkpoint;
import io.tributary.checkpoint.Checkpoints;
import io.tributary.checkpoint.Source;
import io.tributary.config.ApiDefinition;
import io.vertx.core.Future;
import java.util.function.Consumer;

/**
 * How far the events of one API are done: its checkpoint, or where its definition wants it to
 * start. Lives on one event loop.
 */
public final class Position {

  private final Checkpoints store;
  private final ApiDefinition definition;
  private final String source;
  private final Consumer<String> onFailure;
  private Checkpoint checkpoint;
  private String last = "";

  /**
   * A position that is not known yet.
   *
   * @param onFailure hears, on any thread, when the checkpoint cannot be written any more
   */
  public Position(Checkpoints store, ApiDefinition definition, Consumer<String> onFailure) {
    this.store = store;
    this.definition = definition;
    this.source = Source.of(definition.url());
    this.onFailure = onFailure;
  }

  /** Whether anything of the below may be called. */
  public boolean isKnown() {
    return checkpoint != null;
  }

  /** Reads the checkpoint; to be called again after a failure only. */
  public Future<Void> load() {
    return store.open(definition.name(), source, onFailure).map(this::opened);
  }

  /** Does without what is stored, which may be unreadable. */
  public Future<Void> loadFresh() {
    return store.openFresh(definition.name(), source, onFailure).map(this::opened);
  }

  /** The id to start from; empty: none. */
  public String resumeFrom() {
    return last;
  }

  /** Everything up to this event is done. */
  public void done(String lastEventId) {
    if (!lastEventId.equals(last)) {
      moveTo(lastEventId);
    }
  }

  /** The stream starts from here, whatever was done before. */
  public void moveTo(String lastEventId) {
    last = lastEventId;
    checkpoint.save(lastEventId);
  }

  /** For how long the store has been behind. */
  public long unsavedMillis() {
    return isKnown() ? checkpoint.unsavedMillis() : 0;
  }

  /** Writes what is not yet written; fails when that cannot be done. */
  public Future<Void> close() {
    return isKnown() ? checkpoint.close() : Future.succeededFuture();
  }

  private Void opened(Checkpoint opened) {
    checkpoint = opened;
    last = opened.last().or(definition.sse()::lastEventId).orElse("");
    return null;
  }
}
