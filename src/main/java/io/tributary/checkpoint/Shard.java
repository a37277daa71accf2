package io.tributary.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * One checkpoint file, which is replaced as a whole and never written to: a process that is killed
 * leaves the old one or the new one. Thread-safe; it blocks.
 *
 * <p>Before a damaged file is replaced it is put aside under another name. As long as that copy is
 * there, an API without an intact line counts as damaged: it may have had one.
 */
final class Shard {

  private final Path file;
  private final Path aside;
  private Map<String, Entry> entries = new TreeMap<>();
  private boolean loaded;
  private Optional<String> damage = Optional.empty();

  Shard(Path file) {
    this.file = file;
    this.aside = file.resolveSibling(file.getFileName() + ".damaged");
  }

  /**
   * What is stored of an API.
   *
   * @throws CorruptCheckpoint that cannot be told
   */
  synchronized Optional<Entry> read(String apiName) {
    load();
    Entry entry = entries.get(apiName);
    if (entry == null && damage.isPresent()) {
      throw new CorruptCheckpoint(
          ("expected the checkpoint of %s in %s, but %s; repair the file, or delete it to start"
                  + " afresh, or set checkpoint.onCorrupt to fresh")
              .formatted(apiName, Files.exists(aside) ? aside : file, damage.get()));
    }
    return Optional.ofNullable(entry);
  }

  /** Every intact entry; {@code damaged} hears why there may be more. */
  synchronized Map<String, Entry> intact(Consumer<String> damaged) {
    load();
    damage.ifPresent(why -> damaged.accept(file + ": " + why));
    return Map.copyOf(entries);
  }

  /** Replaces the file by one with these changes; on a failure the old one stays as it was. */
  synchronized void write(Map<String, Entry> changes) throws IOException {
    load();
    Map<String, Entry> changed = new TreeMap<>(entries);
    changed.putAll(changes);
    Files.createDirectories(file.getParent());
    if (damage.isPresent() && Files.exists(file) && !Files.exists(aside)) {
      replace(aside, Files.readAllBytes(file));
    }
    replace(file, ShardText.encode(changed).getBytes(StandardCharsets.UTF_8));
    entries = changed;
  }

  /** Reads the file, and a damaged one again each time: it may have been repaired. */
  private void load() {
    if (loaded && damage.isEmpty()) {
      return;
    }
    ShardText text = readFile();
    text.entries().forEach(entries::putIfAbsent);
    damage =
        text.damage()
            .or(() -> Files.exists(aside) ? Optional.of("it was damaged") : Optional.empty());
    loaded = true;
  }

  private ShardText readFile() {
    try {
      return ShardText.decode(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (NoSuchFileException none) {
      return new ShardText(Map.of(), Optional.empty());
    } catch (IOException e) {
      return new ShardText(Map.of(), Optional.of("it cannot be read: " + e));
    }
  }

  private static void replace(Path target, byte[] content) throws IOException {
    Path fresh = target.resolveSibling(target.getFileName() + ".tmp");
    try {
      Files.write(fresh, content);
      Files.move(
          fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      Files.deleteIfExists(fresh); // a full disk needs the room
      throw e;
    }
  }
}
