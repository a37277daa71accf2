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

    private Optional<String> last = Optional.empty();

    @Override
    public Optional<String> last() {
      return last;
    }

    @Override
    public void save(String lastEventId) {
      if (last.isEmpty() || !last.get().equals(lastEventId)) {
        last = Optional.of(lastEventId);
      }
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
