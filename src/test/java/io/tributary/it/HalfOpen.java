package io.tributary.it;

import io.tributary.bus.Addresses;
import io.tributary.config.ApiDefinition;
import io.tributary.stream.SseApiVerticle;
import io.tributary.stream.net.KeepAliveTransport;
import io.tributary.testkit.Certificates;
import io.tributary.testkit.NumberedSseServer;
import io.tributary.testkit.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Runs in a network of its own, where it may drop packets: opens a stream for each way to notice a
 * peer that has vanished, lets every packet disappear, and prints how long each took to notice it
 * and to go on.
 */
public final class HalfOpen {

  /** Above what any of the ways may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final int IDLE_TIMEOUT = 5000;

  private final Map<String, Long> lastId = new ConcurrentHashMap<>();
  private final Map<String, String> noticed = new ConcurrentHashMap<>();
  private final Certificates certificate;
  private volatile boolean dropped;
  private volatile long droppedAt;

  private HalfOpen() throws IOException {
    Path directory = Files.createTempDirectory("half-open");
    certificate = Certificates.make(directory, "loopback", "ip:127.0.0.1");
  }

  public static void main(String[] args) throws Exception {
    new HalfOpen().run();
    Runtime.getRuntime().halt(0);
  }

  private void run() throws IOException, InterruptedException {
    Vertx servers = Vertx.vertx();
    NumberedSseServer plain = NumberedSseServer.start(servers);
    NumberedSseServer secure = NumberedSseServer.start(servers, tls());
    Vertx service = Vertx.builder().withTransport(new KeepAliveTransport()).build();
    // As someone who embeds has it.
    Vertx embedded = Vertx.vertx();
    stream(service, "keep-alive", plain.url("/"), 0);
    stream(embedded, "http2-ping", secure.url("/"), 0);
    plain.publish(1);
    secure.publish(1);
    await("the first event", () -> lastId.size() == 2);
    // Last, so that the loss comes before its silence has lasted too long.
    stream(service, "idle-timeout", plain.url("/"), IDLE_TIMEOUT);
    List<String> ways = List.of("idle-timeout", "keep-alive", "http2-ping");
    await("the first event of each", () -> lastId.size() == ways.size());

    loseEverythingFor(plain.port(), secure.port());
    plain.publish(2);
    secure.publish(2);
    await("every way notices", () -> noticed.size() == ways.size());

    nft("delete table inet loss\n");
    long back = System.nanoTime();
    await("every way goes on", () -> ways.stream().allMatch(way -> lastId.get(way) == 2));
    noticed.forEach((way, how) -> System.out.println(way + " " + how));
    System.out.println("resumed after " + Duration.ofNanos(System.nanoTime() - back).toMillis());
  }

  private void loseEverythingFor(int plain, int secure) throws IOException, InterruptedException {
    String ports = "{ %d, %d }".formatted(plain, secure);
    nft(
        """
        add table inet loss
        add chain inet loss in { type filter hook input priority 0 ; }
        add rule inet loss in tcp dport %s drop
        add rule inet loss in tcp sport %s drop
        """
            .formatted(ports, ports));
    droppedAt = System.nanoTime();
    dropped = true;
  }

  private HttpServerOptions tls() {
    PfxOptions key =
        new PfxOptions().setPath(certificate.file("key.p12")).setPassword(Certificates.PASSWORD);
    return new HttpServerOptions().setSsl(true).setUseAlpn(true).setKeyCertOptions(key);
  }

  private void stream(Vertx vertx, String name, URI url, int idleTimeout) {
    JsonObject options =
        new JsonObject()
            .put("idleTimeout", idleTimeout)
            .put("connectTimeout", 5000)
            .put("reconnectDelay", 200)
            .put("maxReconnectAttempts", -1);
    JsonObject trust = new JsonObject().put("path", certificate.file("cert.pem"));
    JsonObject definition =
        new JsonObject()
            .put("type", "sse")
            .put("url", url.toString())
            .put("sseOptions", options)
            .put("sslConfig", new JsonObject().put("trustStore", trust));
    vertx
        .eventBus()
        .consumer(
            name,
            (Message<JsonObject> event) ->
                lastId.put(name, Long.parseLong(event.body().getString("id"))));
    vertx
        .eventBus()
        .consumer(Addresses.error(name), (Message<JsonObject> error) -> lost(name, error.body()));
    Waiting.result(vertx.deployVerticle(new SseApiVerticle(ApiDefinition.parse(name, definition))));
  }

  private void lost(String name, JsonObject error) {
    if (!dropped) {
      return;
    }
    long millis = Duration.ofNanos(System.nanoTime() - droppedAt).toMillis();
    noticed.putIfAbsent(name, millis + " " + error.getString("type"));
  }

  private static void await(String what, BooleanSupplier condition) {
    Waiting.until(() -> what, PATIENCE, condition);
  }

  private static void nft(String rules) throws IOException, InterruptedException {
    Path file = Files.writeString(Files.createTempFile("half-open", ".nft"), rules);
    Process nft = new ProcessBuilder("nft", "-f", file.toString()).inheritIO().start();
    if (nft.waitFor() != 0) {
      throw new IOException("nft refused: " + rules);
    }
  }
}
