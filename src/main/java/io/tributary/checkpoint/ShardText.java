package io.tributary.checkpoint;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * The format of a checkpoint file: a first line, a line for each API with a checksum in front, and
 * a last line that counts them, so that no damage goes unnoticed and an intact line counts in a
 * damaged file too.
 *
 * @param entries those whose lines are intact
 * @param damage what is wrong with the file; empty: nothing
 */
record ShardText(Map<String, Entry> entries, Optional<String> damage) {

  private static final String FIRST = "tributary checkpoints 1";
  private static final String LAST = "end ";
  private static final int CHECKSUM_DIGITS = 8;

  static String encode(Map<String, Entry> entries) {
    StringBuilder text = new StringBuilder(FIRST).append('\n');
    entries.forEach((apiName, entry) -> text.append(line(apiName, entry)).append('\n'));
    return text.append(LAST).append(entries.size()).append('\n').toString();
  }

  static ShardText decode(String text) {
    Map<String, Entry> entries = new TreeMap<>();
    Optional<String> damage = Optional.empty();
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.get(0).equals(FIRST)) {
      damage = problem(1, FIRST, lines.isEmpty() ? "nothing" : "something else");
    }
    for (int i = 1; i < lines.size() - 1; i++) {
      if (!read(lines.get(i), entries) && damage.isEmpty()) {
        damage = problem(i + 1, "a checksum and what it was made of", "something else");
      }
    }
    String last = LAST + entries.size();
    if (damage.isEmpty() && (lines.size() < 2 || !lines.get(lines.size() - 1).equals(last))) {
      damage = problem(lines.size(), last, "something else");
    }
    return new ShardText(entries, damage);
  }

  private static Optional<String> problem(int line, String expected, String got) {
    return Optional.of("line %d: expected %s, got %s".formatted(line, expected, got));
  }

  private static String line(String apiName, Entry entry) {
    JsonObject json =
        new JsonObject()
            .put("apiName", apiName)
            .put("source", entry.source())
            .put("lastEventId", entry.lastEventId());
    if (entry.epoch() > 0) {
      json.put("epoch", entry.epoch()).put("seq", entry.seq());
    }
    String text = json.encode();
    return checksum(text) + ' ' + text;
  }

  private static boolean read(String line, Map<String, Entry> entries) {
    if (line.length() <= CHECKSUM_DIGITS || line.charAt(CHECKSUM_DIGITS) != ' ') {
      return false;
    }
    String json = line.substring(CHECKSUM_DIGITS + 1);
    if (!line.startsWith(checksum(json))) {
      return false;
    }
    try {
      JsonObject entry = new JsonObject(json);
      entries.put(
          entry.getString("apiName"),
          new Entry(
              entry.getString("source"),
              entry.getString("lastEventId"),
              entry.getLong("epoch", 0L),
              entry.getLong("seq", 0L)));
      return true;
    } catch (DecodeException | ClassCastException notOurs) {
      return false;
    }
  }

  private static String checksum(String json) {
    CRC32 crc = new CRC32();
    crc.update(json.getBytes(StandardCharsets.UTF_8));
    return "%08x".formatted(crc.getValue());
  }
}
