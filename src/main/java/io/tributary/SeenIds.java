package io.tributary;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells what is new from what came before, for the events of one API: by their epoch and, after a
 * change of owner, by their id. Remembers a fixed number of ids. Lives on one event loop.
 */
final class SeenIds {

  private record Seen(long epoch, Future<?> outcome) {}

  private final int capacity;
  private final Map<String, Seen> byId = new LinkedHashMap<>();
  private long epoch;

  SeenIds(int capacity) {
    this.capacity = capacity;
  }

  /** Whether an event with this epoch comes from an owner that was replaced. */
  boolean isLate(long eventEpoch) {
    epoch = Math.max(epoch, eventEpoch);
    return eventEpoch < epoch;
  }

  /**
   * What became of the same event when it came from an earlier owner; empty: it did not.
   *
   * @param id its own id, not one that it has from an event before it
   */
  Optional<Future<?>> earlier(long eventEpoch, String id) {
    return Optional.ofNullable(byId.get(id))
        .filter(seen -> seen.epoch < eventEpoch)
        .map(Seen::outcome);
  }

  /** Remembers an event; one whose processing fails is forgotten, as if it had not come. */
  void add(long eventEpoch, String id, Future<?> outcome) {
    Seen seen = new Seen(eventEpoch, outcome);
    byId.remove(id);
    byId.put(id, seen);
    if (byId.size() > capacity) {
      byId.remove(byId.keySet().iterator().next());
    }
    outcome.onFailure(why -> byId.remove(id, seen));
  }
}
