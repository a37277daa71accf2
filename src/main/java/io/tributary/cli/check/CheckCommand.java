package io.tributary.cli.check;

import io.tributary.ClusterJoin;
import io.tributary.cli.log.LogOptions;
import io.tributary.cli.log.LogOptions.Verbosity;
import io.tributary.cli.process.ExitCode;
import io.tributary.cli.process.ProcessSignals;
import io.tributary.cli.process.Session;
import io.tributary.cli.terminal.ConfigOption;
import io.tributary.cli.terminal.Terminal;
import io.tributary.cli.terminal.Version;
import io.tributary.config.ConfigFile;
import io.tributary.config.ServiceConfig;
import io.tributary.stream.action.ActionServices;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code check}: reads the configuration, starts nothing. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Validates the configuration: prints every problem and exits 1, or what would run.")
public final class CheckCommand implements Callable<Integer> {

  private final Terminal terminal;
  private final Supplier<ProcessSignals> signals;

  @Mixin private ConfigOption config;
  @Mixin private LogOptions log;

  public CheckCommand(Terminal terminal, Supplier<ProcessSignals> signals) {
    this.terminal = terminal;
    this.signals = signals;
  }

  @Override
  public Integer call() {
    log.apply(Verbosity.warn);
    return Session.run(Vertx.builder().with(Session.options()), signals.get(), this::check);
  }

  private int check(Session session) {
    ConfigFile file = new ConfigFile(session.vertx(), config.path());
    ServiceConfig valid = session.await(file.load());
    ActionServices actions =
        new ActionServices(session.vertx(), valid.scripts(), valid.controlAddress());
    file.placing(
        () -> session.await(actions.check(valid.apis().values()).eventually(actions::close)));
    file.placing(() -> valid.cluster().map(ClusterJoin::membership));
    terminal.out().println(config.path() + ": valid, " + apis(valid.apis().size()));
    new CheckSummary(valid).lines().forEach(line -> terminal.out().println("  " + line));
    return ExitCode.OK;
  }

  private static String apis(int count) {
    return count + (count == 1 ? " API" : " APIs");
  }
}
