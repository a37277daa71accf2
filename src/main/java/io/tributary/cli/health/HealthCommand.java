package io.tributary.cli.health;

import io.tributary.cli.log.LogOptions;
import io.tributary.cli.log.LogOptions.Verbosity;
import io.tributary.cli.process.CommandFailure;
import io.tributary.cli.process.ExitCode;
import io.tributary.cli.terminal.ConfigOption;
import io.tributary.cli.terminal.Terminal;
import io.tributary.cli.terminal.Version;
import io.tributary.config.HttpConfig;
import io.tributary.config.Lookups;
import io.tributary.config.ServiceConfig;
import io.tributary.config.yaml.YamlDocument;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.Callable;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code health}: asks the service of the same configuration on this machine whether it is ready,
 * for containers that have no other program to ask with. It starts no Vert.x, to be quick.
 */
@Command(
    name = "health",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Asks the running service whether it is ready; exits 1 if it is not.")
public final class HealthCommand implements Callable<Integer> {

  private static final String PATH = "/health/ready";
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int OK = 200;

  private final Terminal terminal;

  @Mixin private ConfigOption config;
  @Mixin private LogOptions log;

  public HealthCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    log.apply(Verbosity.warn);
    URI url = url(http());
    int status = ask(url);
    if (status != OK) {
      throw new CommandFailure(
          "expected HTTP "
              + OK
              + " from "
              + url
              + ", got "
              + status
              + ": the service is not ready");
    }
    terminal.out().println("ready");
    return ExitCode.OK;
  }

  private HttpConfig http() {
    try {
      Buffer text = Buffer.buffer(Files.readAllBytes(Path.of(config.path())));
      YamlDocument yaml = YamlDocument.read(text);
      return ServiceConfig.parse(
              yaml.content().orElseThrow(() -> new CommandFailure(config.path() + ": is no YAML")),
              Lookups.system())
          .http();
    } catch (IOException unreadable) {
      throw new CommandFailure(config.path() + ": cannot be read: " + unreadable);
    }
  }

  /** Whoever listens on every address listens on this one. */
  private static URI url(HttpConfig http) {
    if (http.port() == 0) {
      throw new CommandFailure("http.port: expected a fixed port to ask, was 0");
    }
    String host =
        switch (http.host()) {
          case "0.0.0.0", "::" -> "127.0.0.1";
          default -> http.host();
        };
    String scheme = http.tls().isPresent() ? "https" : "http";
    String bracketed = host.contains(":") ? "[" + host + "]" : host;
    return URI.create(scheme + "://" + bracketed + ":" + http.port() + PATH);
  }

  private static int ask(URI url) {
    try {
      HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
      connection.setConnectTimeout((int) TIMEOUT.toMillis());
      connection.setReadTimeout((int) TIMEOUT.toMillis());
      if (connection instanceof HttpsURLConnection secure) {
        secure.setSSLSocketFactory(anyCertificate());
        secure.setHostnameVerifier((name, session) -> true);
      }
      return connection.getResponseCode();
    } catch (IOException failed) {
      throw new CommandFailure("expected an answer from " + url + ", got: " + failed.getMessage());
    }
  }

  /** It asks itself, and tells nothing: the certificate is for those who come from outside. */
  private static SSLSocketFactory anyCertificate() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new AnyCertificate()}, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has TLS", impossible);
    }
  }
}
