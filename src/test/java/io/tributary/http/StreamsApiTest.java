package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testkit.NumberedSseServer;
import io.tributary.testkit.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class StreamsApiTest {

  private NumberedSseServer upstream;
  private ShownService service;

  @BeforeEach
  void start(Vertx vertx) {
    upstream = NumberedSseServer.start(vertx).publish(3);
    JsonObject kept = new JsonObject().put("delivery", new JsonObject().put("replay", 10));
    service =
        ShownService.start(
            vertx,
            new JsonObject()
                .put(
                    "API",
                    new JsonObject()
                        .put("prices", ShownService.api(upstream.url("/a?key=secret"), kept))
                        .put(
                            "later",
                            ShownService.api(
                                upstream.url("/b"), new JsonObject().put("autoStart", false)))));
    service.awaitState("prices", "open");
  }

  @AfterEach
  void stop() {
    service.close();
    upstream.close();
  }

  @Test
  void theListShowsEveryStreamWithItsFigures() {
    Waiting.until("3 events", () -> detail("prices").getInteger("events") == 3);
    Waiting.until(
        "3 events in the list",
        () -> {
          JsonArray streams = service.json("/api/streams").getJsonArray("streams");
          return streams.getJsonObject(1).getInteger("events") == 3;
        });

    JsonArray streams = service.json("/api/streams").getJsonArray("streams");
    assertThat(streams.getJsonObject(0).getMap())
        .containsEntry("apiName", "later")
        .containsEntry("state", "disconnected")
        .containsEntry("events", 0);
    assertThat(streams.getJsonObject(1).getMap())
        .containsEntry("apiName", "prices")
        .containsEntry("state", "open")
        .containsEntry("node", "local")
        .containsEntry("lastEventId", "3")
        .containsEntry("errors", 0)
        .containsEntry("reconnects", 0)
        .containsKeys("lastEventAt", "bytes", "since");
  }

  @Test
  void theDetailShowsLastEventsAndNoSecretOfTheUrl() {
    Waiting.until("3 events", () -> detail("prices").getInteger("events") == 3);

    JsonObject prices = detail("prices");
    assertThat(prices.getString("url")).endsWith("/a?…").doesNotContain("secret");
    assertThat(prices.getJsonObject("delivery").getString("mode")).isEqualTo("publish");
    assertThat(prices.getJsonArray("lastEvents").getJsonObject(2).getInteger("data")).isEqualTo(3);
    assertThat(detail("later").containsKey("lastEvents")).isFalse();
  }

  @Test
  void errorsAreToldWithTheirReason() {
    upstream.dropAll();
    Waiting.until("a reconnect", () -> detail("prices").getInteger("reconnects") == 1);

    JsonObject error = detail("prices").getJsonArray("recentErrors").getJsonObject(0);
    assertThat(error.getString("type")).isEqualTo("connect");
    assertThat(error.getString("at")).isNotBlank();
    assertThat(error.getBoolean("willReconnect")).isTrue();
  }

  @Test
  void commandsAreObeyed() {
    assertThat(new JsonObject(post("disconnect", "{}").body()).getString("state"))
        .isEqualTo("disconnected");
    HttpResponse<String> refused = post("reconnect", "{}");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("use connect");
    assertThat(post("connect", "{\"lastEventId\": \"1\"}").statusCode()).isEqualTo(200);
    service.awaitState("prices", "open");
    assertThat(upstream.lastEventIds()).endsWith("1");
    assertThat(post("reconnect", "").statusCode()).isEqualTo(200);
  }

  @Test
  void troubleStandsInReadinessAndDoesNotTakeTheServiceDown() {
    assertThat(service.get("/health/live").statusCode()).isEqualTo(200);
    upstream.close();
    upstream.dropAll();
    service.awaitState("prices", "waiting");

    HttpResponse<String> ready = service.get("/health/ready");
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.body()).contains("\"apiName\":\"prices\"", "\"inTrouble\":1", "\"total\":2");
  }

  @Test
  void metricsShowWhatHappened() {
    Waiting.until(
        "3 events",
        () ->
            service.get("/metrics").body().contains("tributary_events_total{api=\"prices\"} 3.0"));
    assertThat(service.get("/metrics").body())
        .contains(
            "tributary_state{api=\"prices\",state=\"open\"} 1.0",
            "tributary_state{api=\"later\",state=\"disconnected\"} 1.0",
            "tributary_connects_total{api=\"prices\",outcome=\"opened\"} 1.0");
  }

  private HttpResponse<String> post(String action, String body) {
    return service.post("/api/streams/prices/" + action, body);
  }

  private JsonObject detail(String api) {
    return service.json("/api/streams/" + api);
  }
}
