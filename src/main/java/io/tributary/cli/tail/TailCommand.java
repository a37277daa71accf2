package io.tributary.cli.tail;

import io.tributary.cli.log.LogOptions;
import io.tributary.cli.log.LogOptions.Verbosity;
import io.tributary.cli.process.ProcessSignals;
import io.tributary.cli.process.Session;
import io.tributary.cli.terminal.Terminal;
import io.tributary.cli.terminal.Version;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tail}: one stream on the terminal, read by the same classes as the service's. */
@Command(
    name = "tail",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Prints the events of one stream as they come, and reconnects as the service does.",
    footer = {
      "",
      "Events go to standard output, everything else to standard error.",
      "Exit codes: 0 it ended as asked (--max-events, --for, Ctrl-C), 1 the stream",
      "failed or the server ended it for good, 2 it was not understood."
    })
public final class TailCommand implements Callable<Integer> {

  private final Terminal terminal;
  private final Supplier<ProcessSignals> signals;

  @Spec private CommandSpec spec;
  @Mixin private TailRequest request;
  @Mixin private LogOptions log;

  @Option(
      names = "--json",
      description = "One {\"event\",\"id\",\"data\"} object a line, data as raw text.")
  private boolean json;

  @Option(names = "--pretty", description = "Data that is JSON on lines of its own.")
  private boolean pretty;

  @Option(names = "--comments", description = "Comments too, on standard error.")
  private boolean comments;

  @Option(names = "--max-events", paramLabel = "N", description = "Ends after N events.")
  private Long maxEvents;

  @Option(names = "--for", paramLabel = "SECONDS", description = "Ends after this time.")
  private Double seconds;

  public TailCommand(Terminal terminal, Supplier<ProcessSignals> signals) {
    this.terminal = terminal;
    this.signals = signals;
  }

  @Override
  public Integer call() {
    log.apply(Verbosity.warn);
    checkPositive("--max-events", maxEvents == null || maxEvents >= 1, maxEvents);
    checkPositive("--for", seconds == null || seconds > 0, seconds);
    var definition = request.definition(spec.commandLine());
    var printer = json ? EventPrinter.json(terminal) : EventPrinter.text(terminal, pretty);
    var tail = new Tail(definition, printer, terminal, maxEvents == null ? 0 : maxEvents);
    if (comments) {
      tail.showComments();
    }
    return Session.run(
        Vertx.builder().with(ownLoop()), signals.get(), session -> follow(tail, session));
  }

  private int follow(Tail tail, Session session) {
    if (seconds != null) {
      session.vertx().setTimer(Math.max(1, Math.round(seconds * 1000)), over -> tail.end());
    }
    return tail.follow(session);
  }

  /**
   * One loop reads and prints: when the reader of our output is slow, we read no further and TCP
   * slows the server. Nobody else waits for this loop.
   */
  private static VertxOptions ownLoop() {
    return Session.options()
        .setEventLoopPoolSize(1)
        .setBlockedThreadCheckInterval(Duration.ofDays(365).toMillis())
        .setBlockedThreadCheckIntervalUnit(TimeUnit.MILLISECONDS);
  }

  private void checkPositive(String option, boolean holds, Object value) {
    if (!holds) {
      throw new ParameterException(
          spec.commandLine(), option + ": must be more than 0, was " + value);
    }
  }
}
