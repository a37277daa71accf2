package io.tributary.it.cluster;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Lines that one process writes, so that none is lost when it is killed, and another reads. */
final class RecordFile {

  private RecordFile() {}

  /** Appends; any thread may write. */
  static final class Writer {

    private final FileChannel channel;

    Writer(Path file) {
      try {
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    synchronized void write(String line) {
      try {
        channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Reads what is new each time. */
  static final class Tail {

    private final Path file;
    private long offset;

    Tail(Path file) {
      this.file = file;
    }

    /** Whole lines that came since the last call. */
    List<String> read() {
      if (!Files.exists(file)) {
        return List.of();
      }
      try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
        byte[] fresh = new byte[(int) (in.length() - offset)];
        in.seek(offset);
        in.readFully(fresh);
        String text = new String(fresh, StandardCharsets.UTF_8);
        int end = text.lastIndexOf('\n') + 1;
        offset += end;
        return new ArrayList<>(text.substring(0, end).lines().toList());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
