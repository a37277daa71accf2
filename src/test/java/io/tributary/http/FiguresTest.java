package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testkit.NumberedSseServer;
import io.tributary.testkit.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What {@code /metrics} and {@code /health/ready} show of what streams and their code do. */
@ExtendWith(VertxExtension.class)
class FiguresTest {

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
  void runsOfCodeAreTimedAndItsFailuresCounted() {
    String code = "if (response.body.data === 2) nobody.knows(it);";
    try (ShownService service = service(code(code), new JsonObject())) {
      upstream.publish(3);

      awaitMetric(service, "tributary_script_seconds_count{api=\"prices\"} 3");
      awaitMetric(service, "tributary_script_failures_total{api=\"prices\",reason=\"error\"} 1.0");
      assertThat(service.get("/metrics").body())
          .containsPattern("tributary_script_seconds_sum\\{api=\"prices\"} 0\\.\\d*[1-9]")
          .doesNotContain("reason=\"killed\"");
    }
  }

  @Test
  void suspendedCodeIsATroubleWithItsReason() {
    JsonObject scripts = new JsonObject().put("timeout", 50);
    try (ShownService service =
        service(code("while (true);"), new JsonObject().put("scripts", scripts))) {
      upstream.publish(12);

      awaitMetric(
          service, "tributary_script_failures_total{api=\"prices\",reason=\"killed\"} 10.0");
      awaitMetric(
          service, "tributary_script_failures_total{api=\"prices\",reason=\"suspended\"} 2.0");
      awaitMetric(service, "tributary_script_seconds_count{api=\"prices\"} 10");
      String ready = service.get("/health/ready").body();
      assertThat(ready).contains("\"inTrouble\":1", "\"state\":\"open\"");
      assertThat(ready).contains("\"reason\":\"suspended code: API.prices.onResponse");
      assertThat(service.get("/health/ready").statusCode()).isEqualTo(200);

      service.post("/api/streams/prices/reconnect", "{}");
      service.awaitState("prices", "open");
      assertThat(service.get("/health/ready").body()).contains("\"inTrouble\":0");
    }
  }

  @Test
  void aRemovedApiTakesItsFiguresWithItAndLeavesThoseOfOthers() {
    JsonObject two = config(new JsonObject(), new JsonObject());
    two.getJsonObject("API").put("other", ShownService.api(upstream.url("/"), new JsonObject()));
    try (ShownService service = ShownService.start(vertx, two)) {
      upstream.publish(3);
      awaitMetric(service, "tributary_events_total{api=\"prices\"} 3.0");
      awaitMetric(service, "tributary_events_total{api=\"other\"} 3.0");

      JsonObject one = two.copy();
      one.getJsonObject("API").remove("prices");
      service.reload(one);

      assertThat(service.get("/metrics").body())
          .doesNotContain("api=\"prices\"")
          .contains("tributary_events_total{api=\"other\"} 3.0");
      assertThat(service.get("/api/streams/prices").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void readinessIsAMetricToo() {
    try (ShownService service = service(new JsonObject(), new JsonObject())) {
      assertThat(service.get("/metrics").body()).contains("tributary_ready 1.0");
    }
  }

  private ShownService service(JsonObject api, JsonObject more) {
    return ShownService.start(vertx, config(api, more));
  }

  private JsonObject config(JsonObject api, JsonObject more) {
    JsonObject apis = new JsonObject().put("prices", ShownService.api(upstream.url("/"), api));
    return new JsonObject().put("API", apis).mergeIn(more);
  }

  private static JsonObject code(String body) {
    JsonObject code = new JsonObject().put("body", body);
    return new JsonObject().put("onResponse", new JsonObject().put("executeCode", code));
  }

  private static void awaitMetric(ShownService service, String line) {
    Waiting.until(
        () -> line + ", was\n" + service.get("/metrics").body(),
        Waiting.PROGRAM,
        () -> service.get("/metrics").body().contains(line));
  }
}
