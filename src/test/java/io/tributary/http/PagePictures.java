package io.tributary.http;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.tributary.testkit.Chromium;
import io.tributary.testkit.Ports;
import io.tributary.testkit.ScriptedSseServer;
import io.tributary.testkit.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Takes pictures of the page, with 3 streams and with 1,000: the list and one stream, light, dark
 * and on a phone. Two of them are in {@code docs/pictures}.
 */
final class PagePictures {

  private static final int MANY = 1_000;
  private static final List<String> NAMES =
      List.of("prices", "orders", "sensors", "chat", "weather", "quakes", "logs", "deploys");
  private static final List<String> SYMBOLS = List.of("ACME", "BOLT", "CRUX", "DUNE");

  private final Vertx vertx = Vertx.vertx();
  private final Random dice = new Random(6);
  private final Path folder;

  private PagePictures(Path folder) {
    this.folder = folder;
  }

  /** Takes the folder that they are put into. */
  public static void main(String[] args) {
    PagePictures pictures = new PagePictures(Path.of(args[0]));
    try (Chromium browser = Chromium.start()) {
      pictures.take(browser, "3", 3, 40);
      pictures.take(browser, "1000", MANY, 60);
    }
    Waiting.result(pictures.vertx.close());
  }

  private void take(Chromium browser, String name, int streams, int seconds) {
    HttpServer upstream =
        Waiting.result(vertx.createHttpServer().requestHandler(this::tick).listen(0, "127.0.0.1"));
    try (ScriptedSseServer broken = ScriptedSseServer.start(vertx)) {
      broken.on(request -> request.respond(503).end());
      JsonObject apis = new JsonObject();
      for (int i = 0; i < streams; i++) {
        String api = streams == 3 ? NAMES.get(i) : NAMES.get(i % NAMES.size()) + "-" + i;
        apis.put(api, api(i, upstream.actualPort(), broken.port()));
      }
      try (ShownService service = ShownService.start(vertx, new JsonObject().put("API", apis))) {
        Page light =
            open(
                browser,
                service,
                new Browser.NewContextOptions()
                    .setViewportSize(1280, 800)
                    .setColorScheme(ColorScheme.LIGHT));
        Page dark =
            open(
                browser,
                service,
                new Browser.NewContextOptions()
                    .setViewportSize(1280, 800)
                    .setColorScheme(ColorScheme.DARK));
        Page phone =
            open(
                browser,
                service,
                new Browser.NewContextOptions().setViewportSize(390, 844).setDeviceScaleFactor(2));
        String busy = streams == 3 ? "prices" : "prices-24";
        light.waitForTimeout(seconds * 1_000.0);
        shoot(light, name + "-list");
        shoot(phone, name + "-phone-list");
        for (Page page : List.of(light, dark, phone)) {
          page.navigate(service.uri("/#" + busy).toString());
          assertThat(page.locator("#d-events li").nth(2)).isVisible();
          page.waitForTimeout(6_000);
        }
        shoot(light, name + "-detail");
        shoot(dark, name + "-dark-detail");
        shoot(phone, name + "-phone-detail");
        light.locator("[data-action=disconnect]").click();
        shoot(light, name + "-confirm");
      }
    }
    browser.leave();
    Waiting.result(upstream.close());
  }

  private Page open(Chromium browser, ShownService service, Browser.NewContextOptions options) {
    Page page = browser.page(options);
    page.navigate(service.uri("/").toString());
    return page;
  }

  private void shoot(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")));
    System.out.println(folder.resolve(name + ".png"));
  }

  /** Most work; some get 503, some find nobody, some are off. */
  private JsonObject api(int number, int port, int broken) {
    URI good = URI.create("http://127.0.0.1:" + port + "/events?rate=" + (7 + number * 7 % 23));
    JsonObject kept = new JsonObject().put("delivery", new JsonObject().put("replay", 50));
    if (number % 250 == 2) {
      JsonObject patient =
          new JsonObject().put("maxReconnectAttempts", -1).put("reconnectDelay", 8_000);
      return ShownService.api(URI.create("http://127.0.0.1:" + broken + "/busy"), kept)
          .put("sseOptions", patient);
    }
    if (number % 500 == 7) {
      return ShownService.api(URI.create("http://127.0.0.1:" + Ports.free() + "/"), kept)
          .put("sseOptions", new JsonObject().put("maxReconnectAttempts", 0));
    }
    if (number % 111 == 9) {
      return ShownService.api(good, kept).put("autoStart", false);
    }
    return ShownService.api(good, kept);
  }

  private void tick(HttpServerRequest request) {
    int rate = Integer.parseInt(request.getParam("rate"));
    var response =
        request.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
    response.writeHead();
    long[] number = {0};
    long timer =
        vertx.setPeriodic(
            1 + dice.nextInt(400),
            2_000 / rate,
            ignored -> {
              if (dice.nextInt(10) < 7) {
                number[0]++;
                response.write("event: price\nid: " + number[0] + "\ndata: " + price() + "\n\n");
              }
            });
    request.connection().closeHandler(closed -> vertx.cancelTimer(timer));
    response.exceptionHandler(gone -> {});
  }

  private String price() {
    return new JsonObject()
        .put("symbol", SYMBOLS.get(dice.nextInt(SYMBOLS.size())))
        .put("price", (10_000 + dice.nextInt(9_000)) / 100.0)
        .put("volume", dice.nextInt(1_000))
        .encode();
  }
}
