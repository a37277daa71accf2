package io.tributary.cli;

import io.tributary.cli.process.ProcessSignals;
import io.tributary.cli.run.RunCommand;
import io.tributary.cli.terminal.Version;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/** {@code tributary} without the name of a command: the same as {@code run}. */
@Command(
    name = "tributary",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "[COMMAND]",
    description = "Streams Server-Sent-Events APIs onto the Vert.x event bus.",
    footer = {
      "",
      "Without a command it does what run does.",
      "Exit codes: 0 it ended as asked, 1 it could not do it, 2 it was not understood,",
      "3 it was asked to stop and had to be forced, 4 it was past help."
    })
final class RootCommand extends RunCommand {

  RootCommand(Supplier<ProcessSignals> signals, Runnable halt) {
    super(signals, halt);
  }
}
