package io.tributary.cli;

import io.tributary.cli.check.CheckCommand;
import io.tributary.cli.demo.DemoCommand;
import io.tributary.cli.health.HealthCommand;
import io.tributary.cli.process.CommandFailure;
import io.tributary.cli.process.ExitCode;
import io.tributary.cli.process.ProcessSignals;
import io.tributary.cli.run.RunCommand;
import io.tributary.cli.tail.TailCommand;
import io.tributary.cli.terminal.Problems;
import io.tributary.cli.terminal.Terminal;
import io.tributary.config.InvalidConfig;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line as a whole: which command is meant, and how its failures are told. */
public final class Commands {

  private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

  private final Terminal terminal;
  private final Supplier<ProcessSignals> signals;
  private final Runnable halt;

  Commands(Terminal terminal, Supplier<ProcessSignals> signals, Runnable halt) {
    this.terminal = terminal;
    this.signals = signals;
    this.halt = halt;
  }

  /**
   * The commands of this process: they print on its output and obey its signals.
   *
   * @param halt ends the process at once, with {@link ExitCode#HALTED}
   */
  public static Commands ofProcess(Runnable halt) {
    return new Commands(Terminal.system(), ProcessSignals::install, halt);
  }

  /** Runs the command that {@code args} name until it has ended; returns its exit code. */
  public int execute(String... args) {
    int code = line().execute(args);
    terminal.out().flush();
    terminal.err().flush();
    return code;
  }

  CommandLine line() {
    return new CommandLine(new RootCommand(signals, halt))
        .addSubcommand(new RunCommand(signals, halt))
        .addSubcommand(new CheckCommand(terminal, signals))
        .addSubcommand(new TailCommand(terminal, signals))
        .addSubcommand(new HealthCommand(terminal))
        .addSubcommand(new DemoCommand(terminal, signals))
        .addSubcommand("completion", new AutoComplete.GenerateCompletion())
        .setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setColorScheme(CommandLine.Help.defaultColorScheme(ansi()))
        .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler((wrong, args) -> misunderstood(wrong))
        .setExecutionExceptionHandler((failure, command, result) -> failed(failure));
  }

  private Ansi ansi() {
    return terminal.colour() ? Ansi.ON : Ansi.OFF;
  }

  private int misunderstood(ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    terminal.note("tributary: " + wrong.getMessage());
    UnmatchedArgumentException.printSuggestions(wrong, command.getErr());
    terminal.note("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE;
  }

  private int failed(Exception failure) {
    if (failure instanceof InvalidConfig invalid) {
      Problems.print(invalid, terminal);
    } else if (failure instanceof CommandFailure told) {
      terminal.note("tributary: " + told.getMessage());
    } else {
      terminal.note("tributary: unexpected " + failure + "; --log-level debug shows where");
    }
    LOG.debug("the command failed", failure);
    return ExitCode.FAILED;
  }
}
