package io.tributary.checkpoint;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoint of one API in the file store. Saved to on an event loop, collected by the writer's
 * thread.
 */
final class FileCheckpoint implements Checkpoint {

  private static final Logger LOG = LoggerFactory.getLogger(FileCheckpoint.class);

  final String apiName;
  final Shard shard;
  private final FileCheckpoints store;
  private final String source;
  private final Consumer<String> onFailure;
  private volatile String latest;
  private volatile boolean queued;
  private volatile long unsavedSince;
  private volatile boolean failing;

  FileCheckpoint(
      FileCheckpoints store,
      Shard shard,
      String apiName,
      String source,
      Optional<String> stored,
      Consumer<String> onFailure) {
    this.store = store;
    this.shard = shard;
    this.apiName = apiName;
    this.source = source;
    this.latest = stored.orElse(null);
    this.onFailure = onFailure;
  }

  @Override
  public Optional<String> last() {
    return Optional.ofNullable(latest);
  }

  @Override
  public void save(String lastEventId) {
    if (!lastEventId.equals(latest)) {
      latest = lastEventId;
      if (!queued && !failing) {
        unsavedSince = System.nanoTime();
      }
      enqueue();
    }
  }

  @Override
  public long unsavedMillis() {
    return queued || failing ? TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - unsavedSince) : 0;
  }

  @Override
  public Future<Void> close() {
    return store.flush(this);
  }

  /** What to write; a save from now on queues the checkpoint again. */
  Entry collect() {
    queued = false;
    return new Entry(source, latest);
  }

  void written() {
    failing = false;
  }

  /** Not written: stays queued. Told once, until a write succeeds. */
  void failed(String why) {
    enqueue();
    if (!failing) {
      failing = true;
      tell(why);
    }
  }

  boolean isFailing() {
    return failing;
  }

  private void tell(String why) {
    try {
      onFailure.accept(why);
    } catch (RuntimeException bug) {
      LOG.error("nobody could be told that {}: {}", apiName, why, bug);
    }
  }

  private void enqueue() {
    if (!queued) {
      queued = true;
      store.enqueue(this);
    }
  }
}
