package io.tributary.checkpoint;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checkpoints in the files of one directory, a fixed number of APIs' groups each in a file of its
 * own, so that ten thousand APIs are not ten thousand writes. All changes since the last round are
 * written by one thread in one round; nothing is synced to the disk, since a killed process loses
 * nothing that the kernel has.
 */
public final class FileCheckpoints implements Checkpoints {

  /** No checkpoint is written more often. */
  public static final long WRITE_INTERVAL_MILLIS = 500;

  private static final Logger LOG = LoggerFactory.getLogger(FileCheckpoints.class);

  private final Vertx vertx;
  private final boolean freshWhenCorrupt;
  private final Shards shards;
  private final Queue<FileCheckpoint> queue = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService writer =
      Executors.newSingleThreadScheduledExecutor(FileCheckpoints::thread);

  private final ScheduledFuture<?> rounds;

  /**
   * A store that reads and writes nothing yet.
   *
   * @param directory made when something is written
   * @param freshWhenCorrupt whether an API whose checkpoint cannot be read starts as if it had none
   */
  public FileCheckpoints(Vertx vertx, Path directory, boolean freshWhenCorrupt) {
    this(vertx, new Shards(directory), freshWhenCorrupt);
  }

  FileCheckpoints(Vertx vertx, Path directory, boolean freshWhenCorrupt, int files) {
    this(vertx, new Shards(directory, files), freshWhenCorrupt);
  }

  private FileCheckpoints(Vertx vertx, Shards shards, boolean freshWhenCorrupt) {
    this.vertx = vertx;
    this.freshWhenCorrupt = freshWhenCorrupt;
    this.shards = shards;
    this.rounds =
        writer.scheduleWithFixedDelay(
            this::writeAll, WRITE_INTERVAL_MILLIS, WRITE_INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public Future<?> start() {
    return vertx.executeBlocking(
        () -> {
          shards.lock();
          return null;
        });
  }

  @Override
  public Future<Checkpoint> open(String apiName, String source, Consumer<String> failed) {
    Shard shard = shards.of(apiName);
    return vertx.executeBlocking(
        () -> {
          Optional<String> stored =
              read(shard, apiName)
                  .filter(entry -> entry.source().equals(source))
                  .map(Entry::lastEventId);
          return new FileCheckpoint(this, shard, apiName, source, stored, failed);
        },
        false);
  }

  @Override
  public Future<Checkpoint> openFresh(String apiName, String source, Consumer<String> failed) {
    return Future.succeededFuture(
        new FileCheckpoint(this, shards.of(apiName), apiName, source, Optional.empty(), failed));
  }

  @Override
  public Future<Void> close() {
    if (writer.isShutdown()) {
      return Future.succeededFuture();
    }
    rounds.cancel(false);
    Promise<Void> done = Promise.promise();
    writer.execute(
        () -> {
          writeAll();
          shards.unlock();
          done.complete();
        });
    writer.shutdown();
    return done.future();
  }

  void enqueue(FileCheckpoint checkpoint) {
    queue.add(checkpoint);
  }

  Future<Void> flush(FileCheckpoint checkpoint) {
    if (writer.isShutdown()) {
      return Future.failedFuture("expected an open store, but the checkpoints are closed");
    }
    Promise<Void> done = Promise.promise();
    writer.execute(
        () -> {
          writeAll();
          if (checkpoint.isFailing()) {
            done.fail("the checkpoint of " + checkpoint.apiName + " could not be written");
          } else {
            done.complete();
          }
        });
    return done.future();
  }

  private Optional<Entry> read(Shard shard, String apiName) {
    try {
      return shard.read(apiName);
    } catch (CorruptCheckpoint e) {
      if (!freshWhenCorrupt) {
        throw e;
      }
      LOG.warn("api={} starts afresh: {}", apiName, e.getMessage());
      return Optional.empty();
    }
  }

  private void writeAll() {
    Map<Shard, List<FileCheckpoint>> changed = new HashMap<>();
    int size = queue.size(); // what fails goes back to the queue and waits for the next round
    for (int i = 0; i < size; i++) {
      FileCheckpoint checkpoint = queue.remove();
      changed.computeIfAbsent(checkpoint.shard, none -> new ArrayList<>()).add(checkpoint);
    }
    changed.forEach(FileCheckpoints::write);
  }

  private static void write(Shard shard, List<FileCheckpoint> checkpoints) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    checkpoints.forEach(checkpoint -> entries.put(checkpoint.apiName, checkpoint.collect()));
    try {
      shard.write(entries);
      checkpoints.forEach(FileCheckpoint::written);
    } catch (IOException | RuntimeException e) {
      String why = "expected to write the checkpoint, got " + e;
      checkpoints.forEach(checkpoint -> checkpoint.failed(why));
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "tributary-checkpoints");
    thread.setDaemon(true);
    return thread;
  }
}
