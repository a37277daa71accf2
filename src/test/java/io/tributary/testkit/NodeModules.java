package io.tributary.testkit;

import java.nio.file.Path;

/**
 * Packages of npm that some tests need, in the folder that the environment variable {@code
 * TRIBUTARY_NODE_MODULES} names. A missing one is treated as a missing program.
 */
public final class NodeModules {

  private static final String VARIABLE = "TRIBUTARY_NODE_MODULES";

  private NodeModules() {}

  /** The folder that these packages are in. */
  public static Path with(String... packages) {
    String folder = System.getenv(VARIABLE);
    if (folder == null) {
      return Programs.missing(
          "needs npm's "
              + String.join(", ", packages)
              + " in the folder that "
              + VARIABLE
              + " names, which is unset");
    }
    for (String name : packages) {
      Programs.requireFile(Path.of(folder, name), "npm's " + name);
    }
    return Path.of(folder).toAbsolutePath();
  }
}
