package io.tributary.http;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.tributary.testkit.Chromium;
import io.tributary.testkit.ExternalProgram;
import io.tributary.testkit.NumberedSseServer;
import io.tributary.testkit.Ports;
import io.tributary.testkit.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page in a real browser. */
@ExtendWith(VertxExtension.class)
class DashboardIT {

  private static Chromium browser;

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

  @AfterEach
  void leave() {
    browser.leave();
  }

  @Test
  void theDemoMovesAndIsDisconnectedAndReconnected() {
    try (ExternalProgram demo = ExternalProgram.jar("demo")) {
      Page page = browser.page();
      page.navigate(address(demo));
      page.locator("a.row", named("prices")).click();
      Locator first = page.locator("#d-events li .id").first();
      assertThat(first).containsText("id ");
      String shown = first.textContent();
      assertThat(first).not().hasText(shown);
      assertThat(page.locator("#d-events pre").first()).containsText("\"symbol\"");

      button(page, "Disconnect").click();
      assertThat(page.locator("#confirm")).containsText("Disconnect prices?");
      answer(page, "Cancel");
      assertThat(page.locator("#d-state")).not().hasText("disconnected");
      button(page, "Disconnect").click();
      answer(page, "Disconnect");
      assertThat(page.locator("#d-state")).hasText("disconnected");
      assertThat(page.locator("a.row", named("prices")).locator(".state")).hasText("disconnected");

      button(page, "Connect").click();
      assertThat(page.locator("#d-state")).hasText("open");
      button(page, "Reconnect").click();
      answer(page, "Reconnect");
      assertThat(page.locator("#d-outcome")).containsText("now ");
      assertThat(page.locator("#d-state")).hasText("open");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void aThousandStreamsAreSearchedSortedAndScrolledWithFewRows(Vertx vertx) {
    try (NumberedSseServer upstream = NumberedSseServer.start(vertx);
        ShownService service = ShownService.start(vertx, thousand(upstream))) {
      Waiting.until("999 open streams", () -> upstream.open() == 999);
      Page page = browser.page();
      page.navigate(service.uri("/").toString());
      assertThat(page.locator("#sum-total")).hasText("1,000");
      assertThat(page.locator("#sum-open")).hasText("999");
      assertThat(page.locator("#rows a[data-index='0']")).containsText("broken");
      assertThat(page.locator("#rows a[data-index='0']")).containsText("failed");
      assertThat(page.locator("#rows li").count()).isLessThan(60);

      page.evaluate("document.getElementById('viewport').scrollTop = 1e9");
      assertThat(page.locator("#rows a[data-index='999']")).containsText("s999");
      assertThat(page.locator("#rows li").count()).isLessThan(60);
      page.locator("#search").fill("s42");
      assertThat(page.locator("#rows li")).hasCount(11);
      page.locator("#search").fill("failed broken");
      assertThat(page.locator("#rows li")).hasCount(1);
      page.locator("#search").fill("nothing like it");
      assertThat(page.locator("#empty")).hasText("No stream matches.");
    }
  }

  @Test
  void theKeyboardIsEnough(Vertx vertx) {
    try (NumberedSseServer upstream = NumberedSseServer.start(vertx).publish(3);
        ShownService service = ShownService.start(vertx, two(upstream, new JsonObject()))) {
      Page page = browser.page();
      page.navigate(service.uri("/").toString());
      assertThat(page.locator("a.row", named("orders"))).isVisible();

      page.keyboard().press("ArrowDown");
      assertThat(page.locator("a.row").first()).isFocused();
      page.keyboard().press("/");
      page.keyboard().type("pri");
      assertThat(page.locator("#rows li")).hasCount(1);
      page.keyboard().press("ArrowDown");
      page.keyboard().press("Enter");
      assertThat(page.locator("#d-name")).hasText("prices");
      button(page, "Disconnect").press("Enter");
      assertThat(page.locator("#confirm")).isVisible();
      page.keyboard().press("Escape");
      assertThat(page.locator("#confirm")).isHidden();
      assertThat(page.locator("#detail")).isVisible();
      assertThat(page.locator("#d-state")).hasText("open");
      page.keyboard().press("Escape");
      assertThat(page.locator("#detail")).isHidden();
    }
  }

  @Test
  void aTokenIsAskedForOnceAndForgottenAtTheEnd(Vertx vertx) {
    JsonObject http = new JsonObject().put("token", "a-token-of-some-length");
    try (NumberedSseServer upstream = NumberedSseServer.start(vertx).publish(3);
        ShownService service =
            ShownService.start(vertx, two(upstream, new JsonObject().put("http", http)))) {
      Page page = browser.page();
      page.navigate(service.uri("/").toString());
      page.locator("#token").fill("wrong");
      page.locator("#l-yes").click();
      assertThat(page.locator("#l-why")).containsText("expected the configured token");
      assertThat(page.locator("#rows li")).hasCount(0);

      page.locator("#token").fill("a-token-of-some-length");
      page.locator("#l-yes").click();
      page.locator("a.row", named("prices")).click();
      assertThat(page.locator("#d-events li")).hasCount(3);
      page.reload();
      assertThat(page.locator("#d-name")).hasText("prices");
      assertThat(page.locator("#login")).isHidden();
      assertThat(page.evaluate("document.cookie")).isEqualTo("");
      button(page, "Log out").click();
      assertThat(page.locator("#login")).isVisible();
    }
  }

  private static JsonObject two(NumberedSseServer upstream, JsonObject more) {
    JsonObject kept = new JsonObject().put("delivery", new JsonObject().put("replay", 10));
    return new JsonObject()
        .put(
            "API",
            new JsonObject()
                .put("prices", ShownService.api(upstream.url("/"), kept))
                .put("orders", ShownService.api(upstream.url("/"), new JsonObject())))
        .mergeIn(more);
  }

  private static JsonObject thousand(NumberedSseServer upstream) {
    JsonObject apis = new JsonObject();
    for (int i = 1; i < 1_000; i++) {
      apis.put("s" + i, ShownService.api(upstream.url("/"), new JsonObject()));
    }
    JsonObject once = new JsonObject().put("maxReconnectAttempts", 0);
    URI nobody = URI.create("http://127.0.0.1:" + Ports.free() + "/");
    JsonObject api = ShownService.api(nobody, new JsonObject().put("sseOptions", once));
    return new JsonObject().put("API", apis.put("broken", api));
  }

  private static String address(ExternalProgram demo) {
    return demo.awaitOut("The page is at ").out().stream()
        .filter(line -> line.startsWith("The page is at "))
        .map(line -> line.substring("The page is at ".length()))
        .findFirst()
        .orElseThrow();
  }

  private static Page.LocatorOptions named(String name) {
    return new Page.LocatorOptions().setHasText(name);
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static void answer(Page page, String name) {
    page.locator("#confirm")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name))
        .click();
  }
}
