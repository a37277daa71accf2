package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.tributary.testkit.Chromium;
import io.tributary.testkit.ExternalProgram;
import io.tributary.testkit.NodeModules;
import io.tributary.testkit.NumberedSseServer;
import io.tributary.testkit.Programs;
import io.tributary.testkit.Waiting;
import io.tributary.testkit.Wire;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients that browsers and others bring along, on {@code /streams} and on the bridge. */
@ExtendWith(VertxExtension.class)
class BrowserClientsIT {

  private static final String SCRIPTS = "src/test/resources/interop/";

  private Vertx vertx;
  private NumberedSseServer upstream;
  private ShownService service;
  private Wire wire;

  @BeforeEach
  void start(Vertx vertx) {
    this.vertx = vertx;
    upstream = NumberedSseServer.start(vertx);
    JsonObject kept = new JsonObject().put("delivery", new JsonObject().put("replay", 100));
    service =
        ShownService.start(
            vertx,
            new JsonObject()
                .put(
                    "API",
                    new JsonObject()
                        .put("prices", ShownService.api(upstream.url("/"), kept))
                        .put("tasks", inMode("send"))
                        .put("orders", inMode("request"))));
    upstream.awaitOpen(3);
    wire = Wire.to(vertx, service.port());
  }

  @AfterEach
  void stop() {
    wire.close();
    service.close();
    upstream.close();
  }

  @Test
  void theBrowsersEventSourceResumesWithoutAGap() {
    try (Chromium browser = Chromium.start()) {
      Page page = browser.page();
      page.navigate("http://127.0.0.1:" + wire.port() + "/");
      page.evaluate(
          """
          () => {
            window.seen = [];
            window.source = new EventSource('/streams/prices');
            source.onmessage = (event) => seen.push(`${event.lastEventId} ${event.data}`);
            source.addEventListener('gap', () => seen.push('gap'));
            return new Promise((done) => (source.onopen = done)).then(() => true);
          }
          """);
      upstream.publish(5);
      awaitSeen(page, 5);
      wire.unplug();
      upstream.publish(9);
      Waiting.until("9 events", () -> count("prices") == 9);
      wire.plug();
      awaitSeen(page, 9);
      upstream.publish(12);
      awaitSeen(page, 12);

      assertThat(page.evaluate("seen")).isEqualTo(numbered(12));
    }
  }

  @Test
  void npmsEventSourceResumesWithoutAGap() {
    String node = Programs.require("node").toString();
    Path modules = NodeModules.with("eventsource");
    String url = "http://127.0.0.1:" + wire.port() + "/streams/prices";
    try (ExternalProgram client =
        ExternalProgram.start(node, SCRIPTS + "event-source.cjs", modules.toString(), url)) {
      client.awaitOut("open 1");
      upstream.publish(5);
      client.awaitOut("5 5");
      wire.unplug();
      upstream.publish(9);
      Waiting.until("9 events", () -> count("prices") == 9);
      wire.plug();
      client.awaitOut("9 9");
      upstream.publish(12);
      client.awaitOut("12 12");

      assertThat(client.out()).contains("open 2");
      assertThat(client.out())
          .filteredOn(line -> !line.startsWith("open"))
          .containsExactlyElementsOf(numbered(12));
    }
  }

  @Test
  void npmsEventBusClientConsumesAnApiAndIsRefusedElsewhere() {
    String node = Programs.require("node").toString();
    Path modules = NodeModules.with("@vertx/eventbus-bridge-client.js", "sockjs-client");
    List<Object> forged = new CopyOnWriteArrayList<>();
    for (String address : List.of("prices", "secret", "orders")) {
      vertx.eventBus().<JsonObject>consumer(address, it -> forged.add(it.body()));
    }
    try (ExternalProgram client =
        ExternalProgram.start(
            node,
            SCRIPTS + "event-bus.cjs",
            modules.toString(),
            service.uri("/eventbus").toString(),
            "prices",
            "prices.state",
            "orders.error",
            "orders",
            "tasks",
            "secret",
            "sse.control",
            ">prices",
            ">secret",
            ">sse.control")) {
      // Refused are the four addresses to consume, and a publish and a send to each of three.
      Waiting.until(
          () -> "refusals, was " + client,
          Waiting.PROGRAM,
          () ->
              client.out().stream().filter(it -> it.equals("refused err rejected")).count() == 10);
      upstream.publish(2);
      client.awaitOut("prices {\"event\":\"message\",\"id\":\"2\",\"data\":2}");
      service.post("/api/streams/prices/disconnect", "{}");
      client.awaitOut("prices.state {\"apiName\":\"prices\",\"state\":\"disconnected\"");

      assertThat(client.out()).noneMatch(line -> line.startsWith("orders {"));
      assertThat(client.out()).noneMatch(line -> line.startsWith("tasks {"));
      assertThat(client.out()).noneMatch(line -> line.startsWith("reply"));
      assertThat(forged)
          .noneMatch(body -> body instanceof JsonObject json && json.containsKey("forged"));
    }
  }

  /** Not through the page's own timers, which its policy keeps text away from. */
  private static void awaitSeen(Page page, int count) {
    Waiting.until(
        () -> count + " events, were " + page.evaluate("seen"),
        Waiting.PROGRAM,
        () -> (int) page.evaluate("seen.length") >= count);
  }

  private JsonObject inMode(String mode) {
    return ShownService.api(
        upstream.url("/"), new JsonObject().put("delivery", new JsonObject().put("mode", mode)));
  }

  private int count(String api) {
    return service.json("/api/streams/" + api).getInteger("events");
  }

  private static List<String> numbered(int last) {
    return IntStream.rangeClosed(1, last).mapToObj(n -> n + " " + n).toList();
  }
}
