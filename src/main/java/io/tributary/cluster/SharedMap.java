package io.tributary.cluster;

import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;

/**
 * A map that the nodes of a cluster share. A change that fails, as when no answer came in time, may
 * have happened all the same, or may still happen. Thread-safe.
 */
public interface SharedMap {

  /** A copy of everything. */
  Future<Map<String, String>> entries();

  Future<Optional<String>> get(String key);

  /**
   * Changes an entry if it is still as expected.
   *
   * @param expected empty: there must be none
   * @return false: it was not, and nothing is changed
   */
  Future<Boolean> replace(String key, Optional<String> expected, String next);

  Future<Void> put(String key, String value);

  Future<Void> remove(String key);
}
