package io.tributary.cli;

import io.tributary.Tributary;
import io.tributary.cli.LogOptions.Verbosity;
import io.tributary.config.ConfigFile;
import io.tributary.config.ConfigWatch;
import io.tributary.config.ServiceConfig;
import io.tributary.metrics.PrometheusMetrics;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code run}: the service, until a signal ends it. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Streams the configured APIs onto the event bus until SIGTERM or Ctrl-C.")
class RunCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

  /** How often the configuration is looked at for changes. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  private final Supplier<ProcessSignals> signals;

  @Mixin private ConfigOption config;
  @Mixin private LogOptions log;

  RunCommand(Supplier<ProcessSignals> signals) {
    this.signals = signals;
  }

  @Override
  public Integer call() {
    log.apply(Verbosity.info);
    PrometheusMetrics metrics = new PrometheusMetrics(Version.number());
    return Session.run(
        metrics.vertx(new VertxOptions()), signals.get(), session -> serve(session, metrics));
  }

  private int serve(Session session, PrometheusMetrics metrics) {
    ConfigFile file = new ConfigFile(session.vertx(), config.path());
    ServiceConfig loaded = session.await(file.load());
    Tributary service = new Tributary(loaded).withHttp(metrics);
    session.deploy(service);
    LOG.info("started config={} apis={}", config.path(), loaded.apis().size());
    ConfigWatch watch = file.watch(LOOK_AGAIN, service::reload, RunCommand::keepsRunning);
    session.awaitStop();
    LOG.info("stopping");
    watch.stop();
    return ExitCode.OK;
  }

  private static void keepsRunning(Throwable why) {
    LOG.error("reload: nothing changes, the configuration cannot be used: {}", oneLine(why));
  }

  private static String oneLine(Throwable why) {
    return String.valueOf(why.getMessage()).replace("\n", "; ");
  }
}
