package io.tributary.http;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import io.tributary.testkit.Chromium;
import io.tributary.testkit.NumberedSseServer;
import io.tributary.testkit.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A page of another origin, in a browser that may know the service well. */
@ExtendWith(VertxExtension.class)
class ForeignPageIT {

  private static final Path ATTACK = Path.of("src/test/resources/interop/foreign-page.html");
  private static final String TOKEN = "a-token-of-some-length";

  private static Chromium browser;

  private Vertx vertx;
  private NumberedSseServer upstream;
  private HttpServer foreign;

  @BeforeAll
  static void open() {
    browser = Chromium.start();
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void start(Vertx vertx) throws IOException {
    this.vertx = vertx;
    upstream = NumberedSseServer.start(vertx).publish(3);
    Buffer page = Buffer.buffer(Files.readAllBytes(ATTACK));
    foreign =
        Waiting.result(
            vertx
                .createHttpServer()
                .requestHandler(
                    request -> request.response().putHeader("Content-Type", "text/html").end(page))
                .listen(0, "127.0.0.1"));
  }

  @AfterEach
  void stop() {
    browser.leave();
    Waiting.result(foreign.close());
    upstream.close();
  }

  @ParameterizedTest
  @CsvSource({
    // Cookies know no ports: the first of these has the login, if there is one.
    "127.0.0.1, false",
    "127.0.0.1, true",
    Chromium.FOREIGN_HOST + ", false",
    Chromium.FOREIGN_HOST + ", true"
  })
  void canNeitherReadNorSteerNorOpenTheBridge(String host, boolean token) {
    try (ShownService service = service(token)) {
      Page page = browser.page();
      visit(page, service, token);

      page.navigate("http://" + host + ":" + foreign.actualPort() + "/");
      Object outcomes = page.evaluate("service => tryAll(service)", service.uri("").toString());

      assertThat((Map<?, ?>) outcomes)
          .hasSize(15)
          .allSatisfy((attempt, outcome) -> assertThat(outcome).isEqualTo("refused"));
      assertThat(page.frames())
          .extracting(Frame::url)
          .noneMatch(url -> url.startsWith(service.uri("/").toString()));
      // Its own page, in the same browser, still can do all of that: and nothing has happened yet.
      visit(page, service, false);
      assertThat(page.evaluate("fetch('/streams/prices').then(it => it.status)")).isEqualTo(200);
      assertThat(page.evaluate(own("/api/streams/prices")))
          .isEqualTo("{\"state\":\"open\",\"reconnects\":0}");
      assertThat(page.evaluate("fetch('/eventbus/info').then(it => it.status)")).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aForeignNameThatIsPointedAtTheServiceGetsNothingButThePage(boolean token) {
    try (ShownService service = service(token)) {
      Page page = browser.page();
      visit(page, service, token);

      page.navigate("http://" + Chromium.FOREIGN_HOST + ":" + service.port() + "/");
      for (String path : new String[] {"/api/streams", "/streams/prices", "/eventbus/info"}) {
        Object status = page.evaluate("path => fetch(path).then(it => it.status)", path);
        assertThat(status).as(path).isEqualTo(token ? 401 : 403);
      }
    }
  }

  /** As its user does it; leaves the browser logged in. */
  private static void visit(Page page, ShownService service, boolean logIn) {
    page.navigate(service.uri("/").toString());
    if (logIn) {
      page.locator("#token").fill(TOKEN);
      page.locator("#l-yes").click();
    }
    assertThat(page.locator("#sum-open")).hasText(Pattern.compile("1"));
  }

  private static String own(String path) {
    return "fetch('"
        + path
        + "').then(it => it.json())"
        + ".then(({state, reconnects}) => JSON.stringify({state, reconnects}))";
  }

  private ShownService service(boolean token) {
    JsonObject http = token ? new JsonObject().put("token", TOKEN) : new JsonObject();
    JsonObject api = ShownService.api(upstream.url("/"), new JsonObject());
    return ShownService.start(
        vertx, new JsonObject().put("API", new JsonObject().put("prices", api)).put("http", http));
  }
}
