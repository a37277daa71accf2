package io.tributary.checkpoint.cluster;

import io.tributary.checkpoint.CorruptCheckpoint;
import io.tributary.checkpoint.Entry;

/** How an entry stands in the clustered map: {@code epoch|seq|source|id}. */
final class SharedEntry {

  private static final int PARTS = 4;

  private SharedEntry() {}

  static String text(Entry entry) {
    return entry.epoch() + "|" + entry.seq() + "|" + entry.source() + "|" + entry.lastEventId();
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws CorruptCheckpoint it did not
   */
  static Entry parse(String apiName, String text) {
    String[] parts = text.split("\\|", PARTS); // an id may have bars of its own
    if (parts.length < PARTS || !parts[0].matches("\\d{1,18}") || !parts[1].matches("\\d{1,18}")) {
      throw new CorruptCheckpoint(
          "expected the checkpoint of %s in the cluster as epoch|seq|source|id, got \"%s\""
              .formatted(apiName, text));
    }
    return new Entry(parts[2], parts[3], Long.parseLong(parts[0]), Long.parseLong(parts[1]));
  }
}
