package io.tributary.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testkit.Certificates;
import io.tributary.testkit.ExternalProgram;
import io.tributary.testkit.NodeModules;
import io.tributary.testkit.NumberedSseServer;
import io.tributary.testkit.Ports;
import io.tributary.testkit.Programs;
import io.tributary.testkit.RunningStream;
import io.tributary.testkit.Waiting;
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
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Proxies that others wrote, in front of a server: each cuts a stream that is idle for two seconds.
 * Prints a row of docs/reliability.md for each.
 */
@ExtendWith(VertxExtension.class)
class ProxiesIT {

  private static final Path TEMPLATES = Path.of("src/test/resources/interop");
  private static final Path BETTER_SSE = TEMPLATES.resolve("better-sse-server.cjs");

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

  @ParameterizedTest
  @ValueSource(strings = {"nginx", "haproxy", "caddy"})
  void anIdleStreamIsCutAndResumes(String name, Vertx vertx) throws IOException {
    try (ExternalProgram proxy = ExternalProgram.start(command(name, server.port()))) {
      Ports.awaitOpen(plain);
      Ports.awaitOpen(secure);
      assertResumes(vertx, name + " h1", plainUrl());
      assertResumes(vertx, name + " h2", secureUrl());
      proxy.terminate();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nginx", "haproxy", "caddy"})
  void anIdleStreamOfBetterSseIsCutAndResumes(String name, Vertx vertx) throws IOException {
    String folder = NodeModules.with("better-sse").toString();
    String node = Programs.require("node").toString();
    String port = Integer.toString(Ports.free());
    try (ExternalProgram upstream =
            ExternalProgram.start(node, BETTER_SSE.toString(), folder, port, "three");
        ExternalProgram proxy = ExternalProgram.start(command(name, Integer.parseInt(port)))) {
      upstream.awaitOut("listening");
      Ports.awaitOpen(plain);
      Ports.awaitOpen(secure);
      assertThree(vertx, plainUrl());
      assertThree(vertx, secureUrl());
      proxy.terminate();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nginx", "haproxy", "caddy"})
  void anIdleStreamOfNchanIsCutAndResumes(String name, Vertx vertx)
      throws IOException, InterruptedException {
    Nchan nchan = new Nchan(Files.createDirectory(folder.resolve("nchan")));
    try (ExternalProgram upstream = nchan.start();
        ExternalProgram proxy = ExternalProgram.start(command(name, nchan.port()))) {
      Ports.awaitOpen(plain);
      Ports.awaitOpen(secure);
      assertPublished(vertx, nchan, plainUrl().resolve("events"));
      assertPublished(vertx, nchan, secureUrl().resolve("events"));
      proxy.terminate();
      upstream.terminate();
    }
  }

  private void assertPublished(Vertx vertx, Nchan nchan, URI url)
      throws IOException, InterruptedException {
    RunningStream stream = stream(url).start(vertx);
    // Without an id it hears only what is new: a cut before its first event would lose that one.
    while (stream.events().isEmpty()) {
      nchan.publish("hello");
    }
    int cuts = stream.errors().size();
    nchan.publish("one");
    nchan.publish("two");
    stream.awaitErrors(cuts + 1);
    nchan.publish("three");
    Waiting.until("three", () -> stream.data().contains("three"));
    assertThat(stream.data())
        .filteredOn(data -> !data.equals("hello"))
        .containsExactly("one", "two", "three");
    stream.stop();
  }

  /** Three events come with each connection, so six have gone through a cut. */
  private void assertThree(Vertx vertx, URI url) {
    RunningStream stream = stream(url).start(vertx);
    stream.awaitEvents(6);
    assertThat(stream.events().subList(0, 6))
        .extracting(event -> event.getString("id"))
        .containsExactly("1", "2", "3", "4", "5", "6");
    assertThat(stream.errors()).isNotEmpty();
    stream.stop();
  }

  private String[] command(String name, int upstream) throws IOException {
    String program = Programs.require(name).toString();
    return switch (name) {
      case "nginx" ->
          new String[] {
            program,
            "-p",
            folder.toString(),
            "-c",
            configuration("nginx-proxy.conf", upstream),
            "-e",
            "stderr"
          };
      case "haproxy" -> new String[] {program, "-db", "-f", configuration("haproxy.cfg", upstream)};
      default ->
          new String[] {
            program,
            "run",
            "--adapter",
            "caddyfile",
            "--config",
            configuration("Caddyfile", upstream)
          };
    };
  }

  private URI plainUrl() {
    return URI.create("http://127.0.0.1:" + plain + "/");
  }

  private URI secureUrl() {
    return URI.create("https://127.0.0.1:" + secure + "/");
  }

  private RunningStream.Definition stream(URI url) {
    JsonObject trust = new JsonObject().put("path", certificate.file("cert.pem"));
    return RunningStream.from(url)
        .with("sslConfig", new JsonObject().put("trustStore", trust))
        .sse("maxReconnectAttempts", -1);
  }

  private void assertResumes(Vertx vertx, String name, URI url) {
    long from = server.highestWritten();
    RunningStream stream = stream(url).sse("lastEventId", Long.toString(from)).start(vertx);
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

  private String configuration(String template, int upstream) throws IOException {
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
            .replace("UPSTREAM", Integer.toString(upstream));
    return Files.writeString(folder.resolve(template), text).toString();
  }
}
