package io.tributary.checkpoint;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps nothing: a stream that is deployed knows its position by itself. */
final class NoCheckpoints implements Checkpoints {

  @Override
  public Future<Checkpoint> open(String apiName, String source, Consumer<String> failed) {
    return Future.succeededFuture(new NoCheckpoint());
  }

  @Override
  public Future<Checkpoint> openFresh(String apiName, String source, Consumer<String> failed) {
    return open(apiName, source, failed);
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }

  private static final class NoCheckpoint implements Checkpoint {

    @Override
    public Optional<String> last() {
      return Optional.empty();
    }

    @Override
    public void save(String lastEventId) {}

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
