package io.tributary.it;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.LongStream;

/** What the consumer of a soak got, on disk: the numbers of the events, in their order. */
final class SoakRecord {

  private static final int ENTRY = Long.BYTES;

  private final ByteBuffer entries;

  private SoakRecord(ByteBuffer entries) {
    this.entries = entries;
  }

  static SoakRecord read(Path file) throws IOException {
    return new SoakRecord(
        ByteBuffer.wrap(Files.exists(file) ? Files.readAllBytes(file) : new byte[0]));
  }

  /** How many entries the file has by now. */
  static long count(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) / ENTRY : 0;
  }

  /** The number of one entry. */
  static long numberAt(Path file, long index) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer entry = ByteBuffer.allocate(ENTRY);
      channel.read(entry, index * ENTRY);
      return entry.getLong(0);
    }
  }

  int size() {
    return entries.limit() / ENTRY;
  }

  long number(int i) {
    return entries.getLong(i * ENTRY);
  }

  /** Appends; what a kill left half written is cut off first. Lives on one thread. */
  static final class Writer {

    private final FileChannel file;

    Writer(Path path) throws IOException {
      file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      long whole = file.size() / ENTRY * ENTRY;
      file.truncate(whole).position(whole);
    }

    void append(LongStream numbers) throws IOException {
      long[] all = numbers.toArray();
      ByteBuffer bytes = ByteBuffer.allocate(all.length * ENTRY);
      for (long number : all) {
        bytes.putLong(number);
      }
      bytes.flip();
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    }
  }
}
