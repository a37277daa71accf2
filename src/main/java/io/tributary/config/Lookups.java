package io.tributary.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where <code>${…}</code> finds what it stands for.
 *
 * @param environment the value of a variable; empty when it is not set
 * @param files the text of a file
 */
public record Lookups(Function<String, Optional<String>> environment, FileText files) {

  /** Far above any secret, far below what would hurt. */
  private static final long MAX_FILE_SIZE = 1 << 20;

  /** Reads a file as UTF-8 text; blocks. */
  @FunctionalInterface
  public interface FileText {
    String read(String path) throws IOException;
  }

  /** The environment and the files of this process. */
  public static Lookups system() {
    return new Lookups(name -> Optional.ofNullable(System.getenv(name)), Lookups::readFile);
  }

  private static String readFile(String path) throws IOException {
    Path file = Path.of(path);
    if (Files.size(file) > MAX_FILE_SIZE) {
      throw new IOException("larger than " + MAX_FILE_SIZE + " bytes");
    }
    return Files.readString(file);
  }
}
