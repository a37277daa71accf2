package io.tributary.testkit;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Other people's programs that some tests need. A missing one skips the test with a printed reason,
 * or fails it where the system property {@code tributary.it} says {@code required}.
 */
public final class Programs {

  private Programs() {}

  /** The executable of that name on the PATH, or in the places where daemons live. */
  public static Path require(String name) {
    return find(name)
        .orElseGet(() -> missing("needs the program " + name + ", which is not on the PATH"));
  }

  /** A file or folder that something else had to put there. */
  public static Path requireFile(Path file, String purpose) {
    return Files.exists(file) ? file : missing("needs " + purpose + " at " + file);
  }

  /** Skips the test at hand, or fails it where everything is required. */
  @SuppressWarnings("TypeParameterUnusedInFormals")
  public static <T> T missing(String reason) {
    if (System.getProperty("tributary.it", "optional").equals("required")) {
      return fail(reason);
    }
    System.out.println("skipped: " + reason);
    return abort(reason);
  }

  static Optional<Path> find(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(Stream.of(path.split(File.pathSeparator)), Stream.of("/usr/sbin", "/sbin"))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
