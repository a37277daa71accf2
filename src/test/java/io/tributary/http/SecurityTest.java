package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.HttpConfig;
import io.tributary.testkit.Certificates;
import io.tributary.testkit.NumberedSseServer;
import io.tributary.testkit.RawClient;
import io.tributary.testkit.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is let in, and by what. */
@ExtendWith(VertxExtension.class)
class SecurityTest {

  private static final String TOKEN = "a-token-of-some-length";

  @TempDir private Path folder;
  private Vertx vertx;
  private NumberedSseServer upstream;

  @BeforeEach
  void start(Vertx vertx) {
    this.vertx = vertx;
    upstream = NumberedSseServer.start(vertx);
  }

  @AfterEach
  void stop() {
    upstream.close();
  }

  @Test
  void theTokenIsExchangedForACookieThatEndsWithTheLogout() {
    try (ShownService service = service(new JsonObject().put("token", TOKEN))) {
      HttpResponse<String> login =
          service.post("/api/session", new JsonObject().put("token", TOKEN).encode());
      assertThat(login.statusCode()).isEqualTo(204);
      String set = login.headers().firstValue("Set-Cookie").orElseThrow();
      assertThat(set).contains("HTTPOnly", "SameSite=Strict", "Path=/").doesNotContain(TOKEN);
      String cookie = set.substring(0, set.indexOf(';'));

      assertThat(get(service, "/api/streams", "Cookie", cookie)).isEqualTo(200);
      assertThat(get(service, "/eventbus/info", "Cookie", cookie)).isEqualTo(200);
      assertThat(get(service, "/api/streams", "Cookie", cookie + "0")).isEqualTo(401);
      assertThat(get(service, "/api/streams", "Authorization", "bearer  " + TOKEN)).isEqualTo(200);
      // The cookie alone: a page of the service sends its own origin, a foreign one another.
      assertThat(command(service, cookie, "http://127.0.0.1:" + service.port())).isEqualTo(200);
      assertThat(command(service, cookie, "http://127.0.0.1:1")).isEqualTo(403);

      HttpResponse<String> logout =
          service.send(service.request("/api/session").header("Cookie", cookie).DELETE());
      assertThat(logout.headers().firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=0");
    }
  }

  @Test
  void pagesAndProbesAndMetricsNeedNoToken() {
    try (ShownService service = service(new JsonObject().put("token", TOKEN))) {
      for (String open : List.of("/", "/metrics", "/health/live", "/health/ready")) {
        assertThat(service.get(open).statusCode()).as(open).isEqualTo(200);
        assertThat(service.get(open).body()).doesNotContain(TOKEN);
      }
    }
  }

  @Test
  void everyAnswerKeepsForeignPagesOut() {
    try (ShownService service = service(new JsonObject())) {
      for (String path : List.of("/", "/api/streams", "/nothing", "/metrics")) {
        var headers = service.get(path).headers();
        assertThat(headers.firstValue("Access-Control-Allow-Origin")).as(path).isEmpty();
        assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
            .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
            .doesNotContain("unsafe", "http", "*");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).contains("same-origin");
      }
    }
  }

  @Test
  void withACertificateItAnswersOverTlsAndItsCookieStaysThere() {
    Certificates made = Certificates.make(folder, "server", "IP:127.0.0.1");
    JsonObject keyStore =
        new JsonObject().put("path", made.file("cert.pem")).put("keyPath", made.file("key.pem"));
    JsonObject http =
        new JsonObject().put("token", TOKEN).put("tls", new JsonObject().put("keyStore", keyStore));
    try (ShownService service = service(http)) {
      var client =
          vertx.createHttpClient(
              new HttpClientOptions()
                  .setSsl(true)
                  .setVerifyHost(true)
                  .setTrustOptions(new PemTrustOptions().addCertPath(made.file("cert.pem"))));
      var response =
          Waiting.result(
              client
                  .request(
                      new RequestOptions()
                          .setMethod(HttpMethod.POST)
                          .setHost("127.0.0.1")
                          .setPort(service.port())
                          .setURI("/api/session")
                          .putHeader("Content-Type", "application/json"))
                  .compose(call -> call.send(new JsonObject().put("token", TOKEN).encode())));

      assertThat(response.statusCode()).isEqualTo(204);
      assertThat(response.getHeader("Set-Cookie")).contains("Secure", "HTTPOnly");
      Waiting.result(client.close());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/metrics, DELETE, GET",
    "/api/streams/prices, DELETE, GET",
    "/api/streams/prices/connect, GET, POST",
    "/api/session, GET, 'DELETE, POST'",
    "/streams/prices, DELETE, GET",
    "/, DELETE, GET"
  })
  void aMethodThatAPathDoesNotTakeIsToldWhichItTakes(String path, String method, String allowed) {
    try (ShownService service = service(new JsonObject())) {
      HttpResponse<String> answer =
          service.send(service.request(path).method(method, BodyPublishers.noBody()));

      assertThat(answer.statusCode()).isEqualTo(405);
      assertThat(answer.headers().firstValue("Allow")).contains(allowed);
    }
  }

  @Test
  void connectionsBeyondTheLimitAreClosed() throws IOException {
    OpenConnections two = new OpenConnections(2);
    HttpConfig plain = new HttpConfig("127.0.0.1", 0, Optional.empty(), Optional.empty());
    HttpServer server =
        Waiting.result(
            vertx
                .createHttpServer(ServerLimits.options(plain))
                .connectionHandler(two::admit)
                .requestHandler(request -> request.response().end("served"))
                .listen());
    try (RawClient first = new RawClient(server.actualPort());
        RawClient second = new RawClient(server.actualPort())) {
      first.get("/").readUntil("served");
      second.get("/").readUntil("served");
      try (RawClient third = new RawClient(server.actualPort())) {
        assertThat(third.readAll()).isEmpty();
      }
      first.get("/").readUntil("servedHTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nserved");
    }
    Waiting.until("room", () -> isServed(server));
    Waiting.result(server.close());
  }

  private static boolean isServed(HttpServer server) {
    try (RawClient late = new RawClient(server.actualPort())) {
      late.get("/").readUntil("served");
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  private static int get(ShownService service, String path, String header, String value) {
    return service.send(service.request(path).header(header, value)).statusCode();
  }

  private static int command(ShownService service, String cookie, String origin) {
    return service
        .send(
            service
                .request("/api/streams/prices/reconnect")
                .header("Cookie", cookie)
                .header("Origin", origin)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")))
        .statusCode();
  }

  private ShownService service(JsonObject http) {
    JsonObject api = ShownService.api(upstream.url("/"), new JsonObject());
    ShownService service =
        ShownService.start(
            vertx,
            new JsonObject().put("http", http).put("API", new JsonObject().put("prices", api)));
    upstream.awaitOpen(1);
    return service;
  }
}
