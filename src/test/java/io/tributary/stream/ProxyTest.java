package io.tributary.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testkit.Certificates;
import io.tributary.testkit.Ports;
import io.tributary.testkit.ReceivedRequest;
import io.tributary.testkit.RunningStream;
import io.tributary.testkit.ScriptedSseServer;
import io.tributary.testkit.SmallProxy;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code proxy} against real proxies; no name in these tests can be resolved but by them. */
@ExtendWith(VertxExtension.class)
class ProxyTest {

  private static final String HOST = "stream.example";

  @TempDir static Path directory;
  private static Certificates certificate;

  @BeforeAll
  static void make() {
    certificate = Certificates.make(directory, "stream", "dns:" + HOST);
  }

  private static ScriptedSseServer serve(Vertx vertx, NetServerOptions options) {
    return ScriptedSseServer.start(vertx, options).on(it -> it.respond(200).sse().event("7"));
  }

  private static NetServerOptions tls() {
    return new NetServerOptions()
        .setSsl(true)
        .setKeyCertOptions(
            new PfxOptions()
                .setPath(certificate.file("key.p12"))
                .setPassword(Certificates.PASSWORD));
  }

  private static RunningStream.Definition through(SmallProxy.Kind kind, int proxy, URI url) {
    JsonObject trust = new JsonObject().put("path", certificate.file("cert.pem"));
    return RunningStream.from(URI.create(url.toString().replace("127.0.0.1", HOST)))
        .with("sslConfig", new JsonObject().put("trustStore", trust))
        .with("proxy", proxy(kind, proxy));
  }

  private static JsonObject proxy(SmallProxy.Kind kind, int port) {
    return new JsonObject()
        .put("type", kind.name().toLowerCase(Locale.ROOT))
        .put("host", "127.0.0.1")
        .put("port", port);
  }

  @Test
  void anHttpProxyIsGivenPlainRequestsAsTheyStand(Vertx vertx) {
    try (ScriptedSseServer server = serve(vertx, new NetServerOptions());
        SmallProxy proxy = SmallProxy.start(SmallProxy.Kind.HTTP)) {
      through(SmallProxy.Kind.HTTP, proxy.port(), server.url("/e")).start(vertx).awaitEvents(1);

      String url = "http://" + HOST + ":" + server.port() + "/e";
      assertThat(proxy.asked()).containsExactly("GET " + url);
      ReceivedRequest request = server.requests().get(0);
      assertThat(request.headers("Host")).containsExactly(HOST + ":" + server.port());
    }
  }

  @Test
  void anHttpProxyIsAskedForATunnelToATlsServer(Vertx vertx) {
    try (ScriptedSseServer server = serve(vertx, tls());
        SmallProxy proxy = SmallProxy.start(SmallProxy.Kind.HTTP)) {
      through(SmallProxy.Kind.HTTP, proxy.port(), server.url("/e")).start(vertx).awaitEvents(1);

      assertThat(proxy.asked()).containsExactly("CONNECT " + HOST + ":" + server.port());
      assertThat(server.requests().get(0).headers("Proxy-Authorization")).isEmpty();
    }
  }

  @Test
  void aSocksProxyCarriesPlainAndTlsStreams(Vertx vertx) {
    try (ScriptedSseServer plain = serve(vertx, new NetServerOptions());
        ScriptedSseServer secure = serve(vertx, tls());
        SmallProxy proxy = SmallProxy.start(SmallProxy.Kind.SOCKS5)) {
      for (ScriptedSseServer server : new ScriptedSseServer[] {plain, secure}) {
        RunningStream stream =
            through(SmallProxy.Kind.SOCKS5, proxy.port(), server.url("/e")).start(vertx);
        stream.awaitEvents(1);
        stream.stop();
        assertThat(proxy.asked()).contains("SOCKS " + HOST + ":" + server.port());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(SmallProxy.Kind.class)
  void aProxyIsToldWhoAsks(SmallProxy.Kind kind, Vertx vertx) {
    try (ScriptedSseServer plain = serve(vertx, new NetServerOptions());
        ScriptedSseServer secure = serve(vertx, tls());
        SmallProxy proxy = SmallProxy.start(kind, "me:secret")) {
      for (ScriptedSseServer server : new ScriptedSseServer[] {plain, secure}) {
        JsonObject config =
            proxy(kind, proxy.port()).put("username", "me").put("password", "secret");
        RunningStream stream =
            through(kind, proxy.port(), server.url("/e")).with("proxy", config).start(vertx);
        stream.awaitEvents(1);
        stream.stop();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(SmallProxy.Kind.class)
  void aProxyThatDoesNotKnowUsIsAnAuthErrorThatTellsNoSecret(SmallProxy.Kind kind, Vertx vertx) {
    try (ScriptedSseServer server = serve(vertx, tls());
        SmallProxy proxy = SmallProxy.start(kind, "me:secret")) {
      JsonObject config = proxy(kind, proxy.port()).put("username", "me").put("password", "wrong");
      RunningStream stream =
          through(kind, proxy.port(), server.url("/e")).with("proxy", config).start(vertx);

      JsonObject error = stream.awaitErrors(1).get(0);
      assertThat(error.getString("type")).isEqualTo("auth");
      assertThat(error.getBoolean("willReconnect")).isFalse();
      assertThat(error.getString("message")).contains("proxy").doesNotContain("wrong");
      assertThat(server.connections().total()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(SmallProxy.Kind.class)
  void aProxyThatIsAwayIsALoss(SmallProxy.Kind kind, Vertx vertx) {
    try (ScriptedSseServer server = serve(vertx, tls())) {
      RunningStream stream = through(kind, Ports.free(), server.url("/e")).start(vertx);

      JsonObject error = stream.awaitErrors(1).get(0);
      assertThat(error.getString("type")).isEqualTo("connect");
      assertThat(error.getBoolean("willReconnect")).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(SmallProxy.Kind.class)
  void aProxyThatSaysNothingIsATimeout(SmallProxy.Kind kind, Vertx vertx) {
    try (ScriptedSseServer silent =
        ScriptedSseServer.start(vertx).onConnect(connection -> connection.stopReading())) {
      RunningStream stream =
          through(kind, silent.port(), URI.create("https://" + HOST + ":1/"))
              .sse("connectTimeout", 200)
              .start(vertx);

      assertThat(stream.awaitErrors(1).get(0).getString("type")).isEqualTo("timeout");
    }
  }
}
