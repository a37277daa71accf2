package io.tributary.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testkit.Certificates;
import io.tributary.testkit.RunningStream;
import io.tributary.testkit.ScriptedSseServer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code sslConfig} against real TLS servers. */
@ExtendWith(VertxExtension.class)
class TlsTest {

  @TempDir static Path directory;
  private static Certificates loopback;
  private static Certificates elsewhere;
  private static Certificates client;

  @BeforeAll
  static void make() {
    loopback = Certificates.make(directory, "loopback", "dns:localhost,ip:127.0.0.1");
    elsewhere = Certificates.make(directory, "elsewhere", "dns:elsewhere.example");
    client = Certificates.make(directory, "client", "dns:client.example");
  }

  private static NetServerOptions tls(Certificates certificate) {
    return new NetServerOptions()
        .setSsl(true)
        .setKeyCertOptions(
            new PfxOptions()
                .setPath(certificate.file("key.p12"))
                .setPassword(Certificates.PASSWORD));
  }

  private static ScriptedSseServer serve(Vertx vertx, NetServerOptions options) {
    return ScriptedSseServer.start(vertx, options).on(it -> it.respond(200).sse().event("7"));
  }

  private static JsonObject trust(String path) {
    JsonObject store = new JsonObject().put("path", path);
    if (!path.endsWith(".pem")) {
      store.put("password", Certificates.PASSWORD);
    }
    return new JsonObject().put("trustStore", store);
  }

  private static RunningStream start(Vertx vertx, URI url, JsonObject ssl) {
    return RunningStream.from(url).with("sslConfig", ssl).start(vertx);
  }

  private static String tlsError(RunningStream stream) {
    JsonObject error = stream.awaitErrors(1).get(0);
    assertThat(error.getString("type")).isEqualTo("tls");
    assertThat(error.getBoolean("willReconnect")).isTrue();
    return error.getString("message");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cert.pem", "trust.p12", "trust.jks"})
  void aTrustStoreOfEachFormatIsTrusted(String file, Vertx vertx) {
    try (ScriptedSseServer server = serve(vertx, tls(loopback))) {
      RunningStream stream = start(vertx, server.url("/"), trust(loopback.file(file)));

      assertThat(stream.awaitEvents(1)).containsExactly("7");
    }
  }

  @Test
  void anUnknownCertificateIsATlsErrorAndNoRequest(Vertx vertx) {
    try (ScriptedSseServer server = serve(vertx, tls(loopback))) {
      RunningStream stream = RunningStream.from(server.url("/")).start(vertx);

      assertThat(tlsError(stream)).contains("certification path");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void aTrustStoreReplacesTheSystemsTrustAndOthersAreNotTrusted(Vertx vertx) {
    try (ScriptedSseServer server = serve(vertx, tls(loopback))) {
      RunningStream stream = start(vertx, server.url("/"), trust(client.file("cert.pem")));

      tlsError(stream);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void aCertificateOfAnotherHostIsATlsErrorUnlessHostsAreNotVerified(Vertx vertx) {
    try (ScriptedSseServer server = serve(vertx, tls(elsewhere))) {
      // One process, the lax one first: it must not decide for the strict one.
      StreamServices shared = StreamServices.local(vertx, 10);
      JsonObject trust = trust(elsewhere.file("cert.pem"));
      RunningStream lax =
          RunningStream.from(server.url("/"))
              .with("sslConfig", trust.copy().put("verifyHost", false))
              .start(vertx, shared);
      lax.awaitEvents(1);
      lax.stop();

      RunningStream strict =
          RunningStream.from(server.url("/")).with("sslConfig", trust).start(vertx, shared);
      assertThat(tlsError(strict)).contains("127.0.0.1");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void trustAllAcceptsAnyCertificateOfAnyHost(Vertx vertx) {
    try (ScriptedSseServer server = serve(vertx, tls(elsewhere))) {
      start(vertx, server.url("/"), new JsonObject().put("trustAll", true)).awaitEvents(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPinnedCertificateIsAccepted(boolean trustAll, Vertx vertx) {
    try (ScriptedSseServer server = serve(vertx, tls(loopback))) {
      JsonObject ssl =
          trustAll ? new JsonObject().put("trustAll", true) : trust(loopback.file("cert.pem"));
      start(vertx, server.url("/"), ssl.put("pinningFingerprint", loopback.fingerprint()))
          .awaitEvents(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anotherCertificateThanThePinnedOneNeverSeesARequest(boolean trustAll, Vertx vertx) {
    try (ScriptedSseServer server = serve(vertx, tls(loopback))) {
      JsonObject ssl =
          trustAll ? new JsonObject().put("trustAll", true) : trust(loopback.file("cert.pem"));
      RunningStream stream =
          start(vertx, server.url("/"), ssl.put("pinningFingerprint", elsewhere.fingerprint()));

      assertThat(tlsError(stream))
          .isEqualTo(
              "expected the certificate with SHA-256 %s, got %s"
                  .formatted(elsewhere.fingerprint(), loopback.fingerprint()));
      stream.awaitErrors(3);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void aPinnedStreamDoesNotFollowARedirectOutOfTls(Vertx vertx) {
    try (ScriptedSseServer plain = serve(vertx, new NetServerOptions());
        ScriptedSseServer server = serve(vertx, tls(loopback))) {
      server.on(it -> it.redirect(302, plain.url("/").toString()));
      JsonObject ssl = trust(loopback.file("cert.pem"));
      RunningStream stream =
          start(vertx, server.url("/"), ssl.put("pinningFingerprint", loopback.fingerprint()));

      assertThat(tlsError(stream)).contains("pinned certificate");
      assertThat(plain.connections().total()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"key.p12", "key.jks", "cert.pem"})
  void aKeyStoreOfEachFormatAuthenticatesTheClient(String file, Vertx vertx) {
    try (ScriptedSseServer server = serve(vertx, mutual())) {
      JsonObject key = new JsonObject().put("path", client.file(file));
      if (file.endsWith(".pem")) {
        key.put("keyPath", client.file("key.pem"));
      } else {
        key.put("password", Certificates.PASSWORD);
      }
      JsonObject ssl = trust(loopback.file("cert.pem")).put("keyStore", key);

      assertThat(start(vertx, server.url("/"), ssl).awaitEvents(1)).containsExactly("7");
    }
  }

  private static NetServerOptions mutual() {
    return tls(loopback)
        .setClientAuth(ClientAuth.REQUIRED)
        .setTrustOptions(new PemTrustOptions().addCertPath(client.file("cert.pem")));
  }

  @Test
  void aServerThatWantsACertificateRefusesAStreamWithout(Vertx vertx) {
    try (ScriptedSseServer server = serve(vertx, mutual())) {
      RunningStream stream = start(vertx, server.url("/"), trust(loopback.file("cert.pem")));

      stream.awaitErrors(1);
      assertThat(stream.events()).isEmpty();
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void aMissingFileIsATlsErrorThatNamesIt(Vertx vertx) {
    String missing = directory.resolve("missing.p12").toString();
    try (ScriptedSseServer server = serve(vertx, tls(loopback))) {
      RunningStream stream = start(vertx, server.url("/"), trust(missing));

      assertThat(tlsError(stream)).isEqualTo("expected a file, found none: " + missing);
    }
  }

  @Test
  void aWrongPasswordIsATlsErrorThatNamesTheFileAndNotThePassword(Vertx vertx) {
    try (ScriptedSseServer server = serve(vertx, tls(loopback))) {
      JsonObject ssl = trust(loopback.file("trust.p12"));
      ssl.getJsonObject("trustStore").put("password", "not-it");

      assertThat(tlsError(start(vertx, server.url("/"), ssl)))
          .contains("trust.p12")
          .contains("password was incorrect")
          .doesNotContain("not-it");
    }
  }

  @Test
  void aFileIsReadAgainAtEachConnectSoThatItCanBeExchanged(Vertx vertx) throws IOException {
    Path store = directory.resolve("rotated.pem");
    Files.copy(Path.of(client.file("cert.pem")), store, StandardCopyOption.REPLACE_EXISTING);
    try (ScriptedSseServer server = serve(vertx, tls(loopback))) {
      RunningStream stream =
          RunningStream.from(server.url("/"))
              .sse("maxReconnectAttempts", -1)
              .with("sslConfig", trust(store.toString()))
              .start(vertx);
      tlsError(stream);

      Path next = directory.resolve("next.pem");
      Files.copy(Path.of(loopback.file("cert.pem")), next);
      Files.move(next, store, StandardCopyOption.ATOMIC_MOVE);

      assertThat(stream.awaitEvents(1)).containsExactly("7");
    }
  }

  @Test
  void aServerThatNeverAnswersTheHandshakeIsATimeout(Vertx vertx) {
    try (ScriptedSseServer server =
        ScriptedSseServer.start(vertx).onConnect(connection -> connection.stopReading())) {
      URI url = URI.create(server.url("/").toString().replace("http:", "https:"));
      RunningStream stream = RunningStream.from(url).sse("connectTimeout", 200).start(vertx);

      assertThat(stream.awaitErrors(1).get(0).getString("type")).isEqualTo("timeout");
    }
  }

  @Test
  void aServerThatDoesNotSpeakTlsIsATlsError(Vertx vertx) {
    try (ScriptedSseServer server = ScriptedSseServer.start(vertx)) {
      server.onConnect(connection -> connection.write(Buffer.buffer("220 mail.example\r\n")));
      URI url = URI.create(server.url("/").toString().replace("http:", "https:"));

      tlsError(RunningStream.from(url).start(vertx));
    }
  }
}
