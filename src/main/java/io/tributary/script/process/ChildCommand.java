package io.tributary.script.process;

import io.tributary.config.ScriptConfig;
import io.tributary.script.sandbox.ScriptProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a script process is started: the same Java and class path, and nothing of the environment.
 */
final class ChildCommand {

  /**
   * For the engine itself; a run's own memory comes on top, twice, since it is garbage for long.
   */
  private static final int ENGINE_MEGABYTES = 160;

  /** What decides on texts and dates. Everything else may be a secret. */
  private static final Set<String> INHERITED = Set.of("LANG", "LC_ALL", "LC_TIME", "TZ");

  private static final int UNSAFE_WARNS_FROM = 23;

  private ChildCommand() {}

  static ProcessBuilder of(ScriptConfig limits) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    int heap = ENGINE_MEGABYTES + 2 * (limits.memory() >> 20);
    List<String> silence =
        Runtime.version().feature() < UNSAFE_WARNS_FROM
            ? List.of()
            : List.of(
                "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED");
    List<String> command = new ArrayList<>(List.of(java));
    command.addAll(silence);
    command.addAll(
        List.of(
            "-Xmx" + heap + "m",
            "-XX:+UseSerialGC",
            // Standard output is for frames.
            "-XX:+DisplayVMOutputToStderr",
            "-XX:-UsePerfData",
            "-cp",
            System.getProperty("java.class.path"),
            ScriptProcess.class.getName(),
            Long.toString(limits.timeout().toMillis()),
            Long.toString(limits.memory())));
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(INHERITED);
    return builder;
  }
}
