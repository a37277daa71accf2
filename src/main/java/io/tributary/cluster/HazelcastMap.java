package io.tributary.cluster;

import com.hazelcast.map.IMap;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A map of Hazelcast, through threads of its own: while a member hangs, calls about its part of the
 * map block, and other work of the process must not wait for that.
 */
final class HazelcastMap implements SharedMap {

  private final IMap<String, String> map;
  private final WorkerExecutor workers;

  HazelcastMap(IMap<String, String> map, WorkerExecutor workers) {
    this.map = map;
    this.workers = workers;
  }

  @Override
  public Future<Map<String, String>> entries() {
    return workers.executeBlocking(
        () ->
            map.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
        false);
  }

  @Override
  public Future<Optional<String>> get(String key) {
    return workers.executeBlocking(() -> Optional.ofNullable(map.get(key)), false);
  }

  @Override
  public Future<Boolean> replace(String key, Optional<String> expected, String next) {
    return workers.executeBlocking(
        () ->
            expected.isPresent()
                ? map.replace(key, expected.get(), next)
                : map.putIfAbsent(key, next) == null,
        false);
  }

  @Override
  public Future<Void> put(String key, String value) {
    return workers.executeBlocking(
        () -> {
          map.set(key, value);
          return null;
        },
        false);
  }

  @Override
  public Future<Void> remove(String key) {
    return workers.executeBlocking(
        () -> {
          map.delete(key);
          return null;
        },
        false);
  }
}
