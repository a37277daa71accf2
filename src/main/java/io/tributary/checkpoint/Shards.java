package io.tributary.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The checkpoint files of one directory: a fixed number, each for a group of APIs, so that ten
 * thousand APIs are not ten thousand writes. Thread-safe; it blocks.
 */
public final class Shards {

  private static final int FILES = 64;

  private final List<Shard> shards;
  private final DirectoryLock lock;

  /** Reads and writes nothing yet; the directory is made when something is written. */
  public Shards(Path directory) {
    this(directory, FILES);
  }

  Shards(Path directory, int files) {
    this.lock = new DirectoryLock(directory);
    this.shards =
        IntStream.range(0, files)
            .mapToObj(i -> new Shard(directory.resolve("%02x.checkpoints".formatted(i))))
            .toList();
  }

  /** Keeps the directory for this process; throws InvalidConfig where another has it. */
  public void lock() {
    lock.take();
  }

  public void unlock() {
    lock.release();
  }

  /** The file that an API's entry is in. */
  Shard of(String apiName) {
    return shards.get(Math.floorMod(apiName.hashCode(), shards.size()));
  }

  /**
   * Every entry that is intact, by the name of the API.
   *
   * @param damage hears of each file that is not
   */
  public Map<String, Entry> readAll(Consumer<String> damage) {
    Map<String, Entry> all = new TreeMap<>();
    for (Shard shard : shards) {
      all.putAll(shard.intact(damage));
    }
    return all;
  }

  /** Replaces the files that have one of these entries. */
  public void write(Map<String, Entry> changes) throws IOException {
    Map<Shard, Map<String, Entry>> byShard = new HashMap<>();
    changes.forEach(
        (api, entry) -> byShard.computeIfAbsent(of(api), none -> new TreeMap<>()).put(api, entry));
    for (Map.Entry<Shard, Map<String, Entry>> each : byShard.entrySet()) {
      each.getKey().write(each.getValue());
    }
  }
}
