package io.tributary.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testkit.Certificates;
import io.tributary.testkit.ExternalProgram;
import io.tributary.testkit.NumberedSseServer;
import io.tributary.testkit.Ports;
import io.tributary.testkit.Programs;
import io.tributary.testkit.RunningStream;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Proxies that others wrote, in front of a server: each cuts a stream that is idle for two seconds.
 * Prints a row of docs/reliability.md for each.
 */
@ExtendWith(VertxExtension.class)
class ProxiesIT {

  private static final Path TEMPLATES = Path.of("src/test/resources/interop");

  @TempDir private Path folder;
  private final int plain = Ports.free();
  private final int secure = Ports.free();
  private Certificates certificate;
  private NumberedSseServer server;

  @BeforeEach
  void start(Vertx vertx) {
    certificate = Certificates.make(folder, "proxy", "ip:127.0.0.1");
    server = NumberedSseServer.start(vertx);
  }

  @Test
  void nginx(Vertx vertx) throws IOException {
    String program = Programs.require("nginx").toString();
    String config = configuration("nginx-proxy.conf");
    String prefix = folder.toString();
    assertResumes(vertx, "nginx", program, "-p", prefix, "-c", config, "-e", "stderr");
  }

  @Test
  void haproxy(Vertx vertx) throws IOException {
    String program = Programs.require("haproxy").toString();
    assertResumes(vertx, "haproxy", program, "-db", "-f", configuration("haproxy.cfg"));
  }

  @Test
  void caddy(Vertx vertx) throws IOException {
    String program = Programs.require("caddy").toString();
    String config = configuration("Caddyfile");
    assertResumes(vertx, "caddy", program, "run", "--adapter", "caddyfile", "--config", config);
  }

  private void assertResumes(Vertx vertx, String name, String... command) {
    try (ExternalProgram proxy = ExternalProgram.start(command)) {
      Ports.awaitOpen(plain);
      Ports.awaitOpen(secure);
      assertResumes(vertx, name + " h1", URI.create("http://127.0.0.1:" + plain + "/"));
      assertResumes(vertx, name + " h2", URI.create("https://127.0.0.1:" + secure + "/"));
      proxy.terminate();
    }
  }

  private void assertResumes(Vertx vertx, String name, URI url) {
    JsonObject trust = new JsonObject().put("path", certificate.file("cert.pem"));
    long from = server.highestWritten();
    RunningStream stream =
        RunningStream.from(url)
            .with("sslConfig", new JsonObject().put("trustStore", trust))
            .sse("maxReconnectAttempts", -1)
            .sse("lastEventId", Long.toString(from))
            .start(vertx);
    server.publish(from + 3);
    stream.awaitEvents(3);
    int before = stream.errors().size();
    long silent = System.nanoTime();

    JsonObject cut = stream.awaitErrors(before + 1).get(before);
    long noticed = (System.nanoTime() - silent) / 1_000_000;
    server.publish(from + 6);
    stream.awaitEvents(6);

    List<String> expected =
        LongStream.rangeClosed(from + 1, from + 6).mapToObj(Long::toString).toList();
    assertThat(stream.data()).isEqualTo(expected);
    assertThat(server.lastEventIds()).contains(Long.toString(from + 3));
    System.out.printf(
        "proxy: %s: idle cut after %d ms: %s \"%s\"; resumed, nothing lost%n",
        name, noticed, cut.getString("type"), cut.getString("message"));
    stream.stop();
  }

  private String configuration(String template) throws IOException {
    Path bundle = folder.resolve("bundle.pem");
    Files.writeString(
        bundle,
        Files.readString(Path.of(certificate.file("cert.pem")))
            + Files.readString(Path.of(certificate.file("key.pem"))));
    String text =
        Files.readString(TEMPLATES.resolve(template))
            .replace("FOLDER", folder.toString())
            .replace("CERTIFICATE", certificate.file("cert.pem"))
            .replace("KEY", certificate.file("key.pem"))
            .replace("BUNDLE", bundle.toString())
            .replace("PLAIN", Integer.toString(plain))
            .replace("SECURE", Integer.toString(secure))
            .replace("UPSTREAM", Integer.toString(server.port()));
    return Files.writeString(folder.resolve(template), text).toString();
  }
}
