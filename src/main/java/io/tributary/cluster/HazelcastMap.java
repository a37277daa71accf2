package io.tributary.cluster;

import com.hazelcast.map.IMap;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * A map of Hazelcast, through threads of its own: while a member hangs, calls about its part of the
 * map block, and other work of the process must not wait for that.
 */
final class HazelcastMap implements SharedMap {

  private final IMap<String, String> map;
  private final LimitedCalls calls;

  HazelcastMap(IMap<String, String> map, LimitedCalls calls) {
    this.map = map;
    this.calls = calls;
  }

  @Override
  public Future<Map<String, String>> entries() {
    return read(
        () ->
            map.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  @Override
  public Future<Optional<String>> get(String key) {
    return read(() -> Optional.ofNullable(map.get(key)));
  }

  /** Once more where no answer came: unlike a change, it may happen twice. */
  private <T> Future<T> read(Callable<T> question) {
    return calls
        .call(question)
        .recover(
            why ->
                why instanceof TimeoutException ? calls.call(question) : Future.failedFuture(why));
  }

  @Override
  public Future<Boolean> replace(String key, Optional<String> expected, String next) {
    return calls.call(
        () ->
            expected.isPresent()
                ? map.replace(key, expected.get(), next)
                : map.putIfAbsent(key, next) == null);
  }

  @Override
  public Future<Void> put(String key, String value) {
    return calls.call(
        () -> {
          map.set(key, value);
          return null;
        });
  }

  @Override
  public Future<Void> remove(String key) {
    return calls.call(
        () -> {
          map.delete(key);
          return null;
        });
  }
}
