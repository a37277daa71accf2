package io.tributary.testkit;

import io.tributary.cluster.SharedMap;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A map that nodes share, without a network. It can hang, as one does whose member hangs. */
public final class MemoryMap implements SharedMap {

  private final Map<String, String> entries = new ConcurrentHashMap<>();
  private final Queue<Runnable> hanging = new ConcurrentLinkedQueue<>();
  private volatile boolean hangs;

  /** From now on changes wait for {@link #goOn}. */
  public void hang() {
    hangs = true;
  }

  /** Does what waited, in order. */
  public void goOn() {
    hangs = false;
    while (!hanging.isEmpty()) {
      hanging.remove().run();
    }
  }

  /** How many changes wait. */
  public int hanging() {
    return hanging.size();
  }

  @Override
  public Future<Map<String, String>> entries() {
    return Future.succeededFuture(Map.copyOf(entries));
  }

  @Override
  public Future<Optional<String>> get(String key) {
    return Future.succeededFuture(Optional.ofNullable(entries.get(key)));
  }

  @Override
  public Future<Boolean> replace(String key, Optional<String> expected, String next) {
    if (!hangs) {
      return Future.succeededFuture(replaceNow(key, expected, next));
    }
    Promise<Boolean> done = Promise.promise();
    hanging.add(() -> done.complete(replaceNow(key, expected, next)));
    return done.future();
  }

  private boolean replaceNow(String key, Optional<String> expected, String next) {
    return expected.isPresent()
        ? entries.replace(key, expected.get(), next)
        : entries.putIfAbsent(key, next) == null;
  }

  @Override
  public Future<Void> put(String key, String value) {
    entries.put(key, value);
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> remove(String key) {
    entries.remove(key);
    return Future.succeededFuture();
  }
}
