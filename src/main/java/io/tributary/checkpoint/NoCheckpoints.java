package io.tributary.checkpoint;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Consumer;

/** Remembers while the stream is deployed, and not longer. */
final class NoCheckpoints implements Checkpoints {

  @Override
  public Future<Checkpoint> open(String apiName, String source, Consumer<String> failed) {
    return Future.succeededFuture(new InMemory());
  }

  @Override
  public Future<Checkpoint> openFresh(String apiName, String source, Consumer<String> failed) {
    return open(apiName, source, failed);
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }

  private static final class InMemory implements Checkpoint {

    /** Null: nothing was saved. */
    private String last;

    @Override
    public Optional<String> last() {
      return Optional.ofNullable(last);
    }

    @Override
    public void save(String lastEventId) {
      last = lastEventId;
    }

    @Override
    public long unsavedMillis() {
      return 0;
    }

    @Override
    public Future<Void> close() {
      return Future.succeededFuture();
    }
  }
}
