package io.tributary.http;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.tributary.testkit.Chromium;
import io.tributary.testkit.ScriptedSseServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a stream says stands in the page as text, whatever it says. */
@ExtendWith(VertxExtension.class)
class HostileStreamIT {

  private static final String IMAGE = "<img src=/evil onerror=\"window.harmed = true\">";
  private static final String SCRIPT = "</pre><script src=/evil>window.harmed = true</script>";

  @Test
  void markupInEventsIdsAndErrorsChangesNothing(Vertx vertx) {
    try (Chromium browser = Chromium.start();
        ScriptedSseServer upstream = ScriptedSseServer.start(vertx)) {
      upstream.at(
          "/events",
          request ->
              request
                  .respond(200)
                  .sse()
                  .event(IMAGE, IMAGE, IMAGE)
                  .event("__proto__", SCRIPT, "{\"" + IMAGE + "\": \"" + SCRIPT + "\"}")
                  .stall());
      upstream.at(
          "/page",
          request -> request.respond(200).header("Content-Type", "text/html" + IMAGE).end());
      try (ShownService service = service(vertx, upstream)) {
        List<String> asked = new ArrayList<>();
        Page page = browser.page();
        page.onRequest(request -> asked.add(request.url()));

        page.navigate(service.uri("/").toString());
        page.locator("a.row", named("events")).click();
        assertThat(page.locator("#d-events li")).hasCount(2);
        assertThat(page.locator("#d-events li").last()).containsText(IMAGE);
        assertThat(page.locator("#d-events b").last()).hasText(IMAGE);
        assertThat(page.locator("#d-events .id").first()).hasText("id " + SCRIPT);
        assertThat(page.locator("#d-events pre").first()).containsText(SCRIPT);
        page.locator("a.row", named("wrong")).click();
        assertThat(page.locator("#d-errors li").first()).containsText(IMAGE);
        assertThat(page.locator("#d-reason")).containsText(IMAGE);
        assertThat(page.locator("a.row", named("wrong"))).containsText(IMAGE);

        assertThat(page.evaluate("window.harmed")).isNull();
        assertThat(page.evaluate("({}).polluted")).isNull();
        assertThat(page.locator("main img, main script, pre *, #d-errors img")).hasCount(0);
        assertThat(asked).noneMatch(url -> url.contains("evil"));
        assertThat(browser.complaints()).isEmpty();
      }
    }
  }

  @Test
  void thePolicyHoldsEvenWhereThePageWouldNot(Vertx vertx) {
    try (Chromium browser = Chromium.start();
        ScriptedSseServer upstream = ScriptedSseServer.start(vertx);
        ShownService service = service(vertx, upstream)) {
      Page page = browser.page();
      page.navigate(service.uri("/").toString());

      for (String attempt :
          new String[] {
            "document.body.innerHTML = '<b>x</b>'",
            "document.body.setAttribute('onclick', 'window.harmed = true')",
            "document.createElement('script').src = '/evil'"
          }) {
        String code = "() => { try { %s; return 'done'; } catch (e) { return e.name; } }";
        assertThat(page.evaluate(code.formatted(attempt))).as(attempt).isEqualTo("TypeError");
      }
      String abroad = "fetch('http://localhost:%d/').catch(e => e.name)";
      assertThat(page.evaluate(abroad.formatted(upstream.port()))).isEqualTo("TypeError");
      assertThat(browser.complaints()).anyMatch(text -> text.contains("Content Security Policy"));
    }
  }

  private static ShownService service(Vertx vertx, ScriptedSseServer upstream) {
    JsonObject kept = new JsonObject().put("delivery", new JsonObject().put("replay", 10));
    return ShownService.start(
        vertx,
        new JsonObject()
            .put(
                "API",
                new JsonObject()
                    .put("events", ShownService.api(upstream.url("/events"), kept))
                    .put("wrong", ShownService.api(upstream.url("/page"), new JsonObject()))));
  }

  private static Page.LocatorOptions named(String name) {
    return new Page.LocatorOptions().setHasText(name);
  }
}
