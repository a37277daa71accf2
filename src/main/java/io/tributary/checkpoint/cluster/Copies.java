package io.tributary.checkpoint.cluster;

import io.tributary.checkpoint.CorruptCheckpoint;
import io.tributary.checkpoint.Entry;
import io.tributary.checkpoint.Shards;
import io.tributary.cluster.SharedMap;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clustered map in the files of this node: what remains when every node is gone. Lives on one
 * event loop; {@link #find} and {@link #highestEpoch} may be called from any thread.
 */
final class Copies {

  private static final Logger LOG = LoggerFactory.getLogger(Copies.class);

  private final Vertx vertx;
  private final SharedMap map;
  private final Shards files;
  private volatile Map<String, Entry> known = Map.of();
  private Future<?> copying = Future.succeededFuture();

  Copies(Vertx vertx, SharedMap map, Shards files) {
    this.vertx = vertx;
    this.map = map;
    this.files = files;
  }

  /** Reads the files and puts into the map what it lacks or has from an earlier time. */
  Future<?> restore() {
    return vertx
        .executeBlocking(() -> files.readAll(damage -> LOG.warn("checkpoints: {}", damage)), false)
        .onSuccess(read -> known = Map.copyOf(read))
        .compose(read -> map.entries())
        .compose(
            shared -> {
              List<Future<Void>> offers =
                  known.entrySet().stream()
                      .map(
                          it -> {
                            Optional<String> there = Optional.ofNullable(shared.get(it.getKey()));
                            return offer(it.getKey(), it.getValue(), there);
                          })
                      .toList();
              return Future.join(offers);
            });
  }

  /** What the files have of an API. */
  Optional<Entry> find(String apiName) {
    return Optional.ofNullable(known.get(apiName));
  }

  /** The highest epoch of any API; 0: none is known. */
  long highestEpoch() {
    return known.values().stream().mapToLong(Entry::epoch).max().orElse(0);
  }

  /** Writes what has changed in the map since the last time; not twice at once. */
  Future<?> copy() {
    if (copying.isComplete()) {
      copying =
          map.entries()
              .compose(this::write)
              .onFailure(why -> LOG.warn("checkpoints could not be copied: {}", why.toString()));
    }
    return copying;
  }

  private Future<Void> offer(String apiName, Entry mine, Optional<String> there) {
    if (there.isPresent() && !mine.isNewerThan(parsed(apiName, there.get(), mine))) {
      return Future.succeededFuture();
    }
    return map.replace(apiName, there, SharedEntry.text(mine))
        .compose(
            replaced ->
                replaced
                    ? Future.succeededFuture()
                    : map.get(apiName).compose(now -> offer(apiName, mine, now)));
  }

  /** What nobody can read is left to whoever opens it. */
  private static Entry parsed(String apiName, String text, Entry otherwise) {
    try {
      return SharedEntry.parse(apiName, text);
    } catch (CorruptCheckpoint unreadable) {
      return otherwise;
    }
  }

  private Future<Void> write(Map<String, String> shared) {
    Map<String, Entry> before = known;
    Map<String, Entry> changes = new HashMap<>();
    shared.forEach(
        (api, text) -> {
          Entry had = before.getOrDefault(api, new Entry("", "", -1, -1));
          Entry entry = parsed(api, text, had);
          if (entry.isNewerThan(had)) {
            changes.put(api, entry);
          }
        });
    if (changes.isEmpty()) {
      return Future.succeededFuture();
    }
    return vertx.executeBlocking(
        () -> {
          files.write(changes);
          Map<String, Entry> all = new HashMap<>(before);
          all.putAll(changes);
          known = Map.copyOf(all);
          return null;
        },
        false);
  }
}
