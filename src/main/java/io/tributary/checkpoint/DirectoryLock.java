package io.tributary.checkpoint;

import io.tributary.config.InvalidConfig;
import io.tributary.config.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a directory for one store: two that write the same files would each undo what the other
 * wrote. The system lets go of it when the process ends, however it ends. Thread-safe; it blocks.
 */
final class DirectoryLock {

  private static final Logger LOG = LoggerFactory.getLogger(DirectoryLock.class);

  private final Path directory;
  private FileChannel channel;

  DirectoryLock(Path directory) {
    this.directory = directory;
  }

  /**
   * Takes the directory, unless it cannot be written to: that is told with the first checkpoint,
   * and is no reason not to stream.
   *
   * @throws InvalidConfig somebody else has it
   */
  synchronized void take() {
    try {
      Files.createDirectories(directory);
      channel =
          FileChannel.open(
              directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked()) {
        release();
        throw taken();
      }
    } catch (IOException e) {
      LOG.warn("expected a checkpoint.directory that can be written to, got {}", e.toString());
    }
  }

  private InvalidConfig taken() {
    String what =
        "expected a directory of its own for each process, got %s, which another one that runs has"
            .formatted(directory);
    return InvalidConfig.of(List.of(Problem.at("checkpoint.directory", what)));
  }

  private boolean locked() throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException inThisProcess) {
      return false;
    }
  }

  synchronized void release() {
    if (channel == null) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      LOG.warn("could not let go of {}: {}", directory, e.toString());
    }
    channel = null;
  }
}
