package io.tributary.cli.demo;

import io.tributary.Tributary;
import io.tributary.cli.log.LogOptions;
import io.tributary.cli.log.LogOptions.Verbosity;
import io.tributary.cli.process.ExitCode;
import io.tributary.cli.process.ProcessSignals;
import io.tributary.cli.process.Session;
import io.tributary.cli.terminal.Terminal;
import io.tributary.cli.terminal.Version;
import io.tributary.config.Lookups;
import io.tributary.config.ServiceConfig;
import io.tributary.config.yaml.YamlDocument;
import io.tributary.metrics.PrometheusMetrics;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code demo}: the service and a server that it reads, so that a first run needs no network. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Shows the service at work on a server of its own that drops connections.")
public final class DemoCommand implements Callable<Integer> {

  private static final int PAGE_PORT = 8080;

  private final Terminal terminal;
  private final Supplier<ProcessSignals> signals;

  @Mixin private LogOptions log;

  public DemoCommand(Terminal terminal, Supplier<ProcessSignals> signals) {
    this.terminal = terminal;
    this.signals = signals;
  }

  @Override
  public Integer call() {
    log.apply(Verbosity.error);
    PrometheusMetrics metrics = new PrometheusMetrics(Version.number());
    return Session.run(
        metrics.vertx(Session.options()), signals.get(), session -> show(session, metrics));
  }

  private int show(Session session, PrometheusMetrics metrics) {
    Vertx vertx = session.vertx();
    DemoServer server = new DemoServer();
    session.deploy(server);
    ServiceConfig config = config(lookups(server.port()));
    new DemoConsumers(terminal).listen(vertx.eventBus());
    terminal.out().println("A server on port " + server.port() + " ticks prices; Ctrl-C ends it.");
    Tributary service = new Tributary(config).withHttp(metrics);
    session.deploy(service);
    terminal.out().println("The page is at http://localhost:" + service.httpPort() + "/");
    terminal.out().flush();
    session.awaitStop();
    return ExitCode.OK;
  }

  /** Not through Vert.x's file system, which would unpack the whole jar for one resource. */
  private static ServiceConfig config(Lookups lookups) {
    try (InputStream in = DemoCommand.class.getResourceAsStream("demo.yaml")) {
      JsonObject yaml = YamlDocument.read(Buffer.buffer(in.readAllBytes())).content().orElseThrow();
      return ServiceConfig.parse(yaml, lookups);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Lookups lookups(int port) {
    Lookups system = Lookups.system();
    return new Lookups(
        name ->
            switch (name) {
              case "DEMO_PORT" -> Optional.of(Integer.toString(port));
              case "DEMO_PAGE_PORT" -> Optional.of(Integer.toString(pagePort()));
              default -> system.environment().apply(name);
            },
        system.files());
  }

  /** The usual port, or any where something else has it: a first look has to succeed. */
  private static int pagePort() {
    try (ServerSocket usual = new ServerSocket(PAGE_PORT, 1, InetAddress.getLoopbackAddress())) {
      return usual.getLocalPort();
    } catch (IOException taken) {
      return 0;
    }
  }
}
