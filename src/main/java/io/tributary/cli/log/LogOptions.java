package io.tributary.cli.log;

import ch.qos.logback.classic.Level;
import picocli.CommandLine.Option;

/** How a command logs, as its user wants it. */
public final class LogOptions {

  /** What a line of the log looks like. */
  public enum Format {
    text,
    json
  }

  /** How much is logged. */
  public enum Verbosity {
    error,
    warn,
    info,
    debug,
    trace
  }

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "Lines of the log: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format;

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      description =
          "What is logged: ${COMPLETION-CANDIDATES}. The data of events is never logged above"
              + " debug.")
  private Verbosity level;

  /** Sets the log of the process up. */
  public void apply(Verbosity unlessTold) {
    Verbosity chosen = level == null ? unlessTold : level;
    Logging.configure(format, Level.toLevel(chosen.name()));
  }
}
