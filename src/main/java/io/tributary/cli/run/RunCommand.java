package io.tributary.cli.run;

import com.hazelcast.core.Hazelcast;
import io.tributary.ClusterJoin;
import io.tributary.Tributary;
import io.tributary.cli.log.LogOptions;
import io.tributary.cli.log.LogOptions.Verbosity;
import io.tributary.cli.process.CommandFailure;
import io.tributary.cli.process.ExitCode;
import io.tributary.cli.process.ProcessSignals;
import io.tributary.cli.process.Session;
import io.tributary.cli.terminal.ConfigOption;
import io.tributary.cli.terminal.Version;
import io.tributary.config.ClusterConfig;
import io.tributary.config.ConfigFile;
import io.tributary.config.ConfigWatch;
import io.tributary.config.ServiceConfig;
import io.tributary.metrics.PrometheusMetrics;
import io.vertx.core.Vertx;
import io.vertx.core.spi.cluster.ClusterManager;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run}: the service, until a signal ends it. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Streams the configured APIs onto the event bus until SIGTERM or Ctrl-C.")
public class RunCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

  /** How often the configuration is looked at for changes. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  private final Supplier<ProcessSignals> signals;
  private final Runnable halt;

  @Mixin private ConfigOption config;
  @Mixin private LogOptions log;

  @Option(
      names = "--cluster",
      description = "Join the cluster of the configuration and share its APIs with the others.")
  private boolean clustered;

  public RunCommand(Supplier<ProcessSignals> signals, Runnable halt) {
    this.signals = signals;
    this.halt = halt;
  }

  @Override
  public Integer call() {
    log.apply(Verbosity.info);
    PrometheusMetrics metrics = new PrometheusMetrics(Version.number());
    if (!clustered) {
      return Session.run(
          metrics.vertx(Session.options()), signals.get(), session -> serve(session, metrics));
    }
    Join join = join();
    Hazelcast.setOutOfMemoryHandler(new HaltOnOutOfMemory(halt));
    return Session.runClustered(
        metrics
            .vertx(ClusterJoin.options(join.cluster(), Session.options()))
            .withClusterManager(join.membership()),
        signals.get(),
        session -> {
          LoopWatch.start(session.vertx(), join.cluster().heartbeatTimeout(), halt);
          return serve(session, metrics);
        });
  }

  private record Join(ClusterConfig cluster, ClusterManager membership) {}

  /** Read before there is the Vert.x that it describes. */
  private Join join() {
    Vertx early = Vertx.vertx(Session.options());
    try {
      ConfigFile file = new ConfigFile(early, config.path());
      ClusterConfig cluster = file.load().await().cluster().orElseThrow(this::noCluster);
      return new Join(cluster, file.placing(() -> ClusterJoin.membership(cluster)));
    } finally {
      early.close().await();
    }
  }

  private CommandFailure noCluster() {
    return new CommandFailure(
        "--cluster: expected the key cluster in " + config.path() + ", found none");
  }

  private int serve(Session session, PrometheusMetrics metrics) {
    session.vertx().exceptionHandler(this::unhandled);
    ConfigFile file = new ConfigFile(session.vertx(), config.path());
    ServiceConfig loaded = session.await(file.load());
    if (!clustered && loaded.cluster().isPresent()) {
      throw new CommandFailure(
          "expected --cluster, since "
              + config.path()
              + " has the key cluster: a node by itself would run every API once more");
    }
    Tributary service = new Tributary(loaded).withHttp(metrics);
    file.placing(() -> session.deploy(service));
    LOG.info("started config={} apis={}", config.path(), loaded.apis().size());
    ConfigWatch watch = file.watch(LOOK_AGAIN, service::reload, RunCommand::keepsRunning);
    session.awaitStop();
    LOG.info("stopping");
    watch.stop().onFailure(this::unhandled);
    return ExitCode.OK;
  }

  private void unhandled(Throwable why) {
    try {
      LOG.error("unexpected", why);
    } finally {
      if (why instanceof OutOfMemoryError) {
        halt.run();
      }
    }
  }

  private static void keepsRunning(Throwable why) {
    LOG.error("reload: nothing changes, the configuration cannot be used: {}", oneLine(why));
  }

  private static String oneLine(Throwable why) {
    return String.valueOf(why.getMessage()).replace("\n", "; ");
  }
}
