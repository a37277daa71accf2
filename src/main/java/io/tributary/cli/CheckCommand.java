package io.tributary.cli;

import io.tributary.cli.LogOptions.Verbosity;
import io.tributary.config.ApiDefinition;
import io.tributary.config.ConfigFile;
import io.tributary.config.InvalidConfig;
import io.tributary.config.ServiceConfig;
import io.tributary.stream.action.ActionServices;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code check}: reads the configuration, starts nothing. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Validates the configuration and prints every problem; exits 1 if there is one.")
final class CheckCommand implements Callable<Integer> {

  private final Terminal terminal;
  private final Supplier<ProcessSignals> signals;

  @Mixin private ConfigOption config;
  @Mixin private LogOptions log;

  CheckCommand(Terminal terminal, Supplier<ProcessSignals> signals) {
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
    try {
      session.await(actions.check(valid.apis().values()).eventually(actions::close));
    } catch (InvalidConfig code) {
      throw file.located(code);
    }
    terminal.out().println(config.path() + ": valid, " + apis(valid.apis().size()));
    valid.apis().values().forEach(api -> terminal.out().println("  " + line(api)));
    return ExitCode.OK;
  }

  /** Without user and query, which may hold secrets. */
  private static String line(ApiDefinition api) {
    URI url = api.url();
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return api.name()
        + "  "
        + api.method()
        + " "
        + url.getScheme()
        + "://"
        + url.getHost()
        + port
        + path;
  }

  private static String apis(int count) {
    return count + (count == 1 ? " API" : " APIs");
  }
}
