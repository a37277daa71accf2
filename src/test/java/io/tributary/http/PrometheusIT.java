package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testkit.NumberedSseServer;
import io.tributary.testkit.Ports;
import io.tributary.testkit.Programs;
import io.tributary.testkit.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real Prometheus reads the service, its linter the names, its test runner the alert rules. */
@ExtendWith(VertxExtension.class)
class PrometheusIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What a service shows whose streams have had everything happen to them. */
  private static final List<String> NAMES =
      List.of(
          "tributary_events_total{api=\"prices\"}",
          "tributary_bytes_total{api=\"prices\"}",
          "tributary_errors_total{api=\"prices\",type=\"script\"}",
          "tributary_errors_total{api=\"filtered\",type=\"connect\"}",
          "tributary_connects_total{api=\"prices\",outcome=\"opened\"}",
          "tributary_reconnects_total{api=\"filtered\"}",
          "tributary_state{api=\"filtered\",state=\"open\"}",
          "tributary_last_event_timestamp_seconds{api=\"prices\"}",
          "tributary_in_flight{api=\"orders\"}",
          "tributary_redeliveries_total{api=\"orders\"}",
          "tributary_dead_letters_total{api=\"orders\"}",
          "tributary_skipped_total{api=\"filtered\",reason=\"filtered\"}",
          "tributary_delivery_seconds_bucket{api=\"orders\",le=",
          "tributary_script_seconds_count{api=\"prices\"}",
          "tributary_script_failures_total{api=\"prices\",reason=\"error\"}",
          "tributary_checkpoint_age_seconds{api=\"prices\"}",
          "tributary_ready 1.0",
          "tributary_build_info{");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check config conf/prometheus.yml",
        "check rules conf/alerts.yml",
        "test rules conf/alerts.test.yml"
      })
  void theFilesForPrometheusHold(String arguments) throws Exception {
    assertThat(promtool(Optional.empty(), arguments.split(" "))).isEmpty();
  }

  @Test
  void theQueriesOfTheDashboardAreUnderstood() throws Exception {
    JsonObject dashboard = new JsonObject(Files.readString(Path.of("conf/grafana.json")));
    StringBuilder rules = new StringBuilder("groups: [{name: panels, rules: [\n");
    for (Object panel : dashboard.getJsonArray("panels")) {
      for (Object target : ((JsonObject) panel).getJsonArray("targets", new JsonArray())) {
        String query = ((JsonObject) target).getString("expr").replace("$__rate_interval", "1m");
        rules.append(new JsonObject().put("record", "r" + rules.length()).put("expr", query));
        rules.append(",\n");
      }
    }
    Path file = Files.writeString(folder.resolve("rules.yml"), rules.append("]}]\n"));

    assertThat(promtool(Optional.empty(), "check", "rules", file.toString())).isEmpty();
  }

  @Test
  void everyNameIsThereAndAsPrometheusWantsIt(Vertx vertx) throws Exception {
    Programs.require("promtool");
    vertx.eventBus().<JsonObject>consumer("orders", PrometheusIT::takeAllButTheSecond);
    try (NumberedSseServer upstream = NumberedSseServer.start(vertx).publish(3);
        ShownService service = ShownService.start(vertx, everything(upstream))) {
      upstream.awaitOpen(3);
      upstream.dropAll();
      for (String name : NAMES) {
        Waiting.until(
            () -> name + " in\n" + service.get("/metrics").body(),
            PATIENCE,
            () -> service.get("/metrics").body().contains("\n" + name));
      }
      Path page = Files.writeString(folder.resolve("metrics"), service.get("/metrics").body());

      assertThat(promtool(Optional.of(page), "check", "metrics")).isEmpty();
    }
  }

  private static void takeAllButTheSecond(Message<JsonObject> order) {
    if (order.body().getInteger("data") == 2) {
      order.fail(1, "no");
    } else {
      order.reply(null);
    }
  }

  /** A stream whose code fails, one that leaves events out, one that gives an event up. */
  private static JsonObject everything(NumberedSseServer upstream) {
    JsonObject code = new JsonObject().put("executeCode", "nobody.knows(it);");
    JsonObject request = new JsonObject().put("mode", "request").put("maxRedeliveries", 1);
    JsonObject filter = new JsonObject().put("events", new JsonArray().add("other"));
    return new JsonObject()
        .put(
            "API",
            new JsonObject()
                .put("prices", api(upstream, "onResponse", code))
                .put("filtered", api(upstream, "delivery", filter))
                .put("orders", api(upstream, "delivery", request)));
  }

  private static JsonObject api(NumberedSseServer upstream, String key, JsonObject value) {
    return ShownService.api(upstream.url("/"), new JsonObject().put(key, value));
  }

  @Test
  void aScrapedServiceAnswersQueriesWithWhatHappened(Vertx vertx) throws Exception {
    Path program = Programs.require("prometheus");
    try (NumberedSseServer upstream = NumberedSseServer.start(vertx).publish(3);
        ShownService service = service(vertx, upstream)) {
      awaitEvents(service, 3);
      upstream.dropAll();
      upstream.awaitOpen(1);
      upstream.publish(7);
      awaitEvents(service, 7);
      int port = Ports.free();
      Process prometheus = start(program, port, service.port());
      try {
        awaitValue(port, "up{job=\"tributary\"}", 1);
        awaitValue(port, "tributary_events_total{api=\"prices\"}", 7);
        awaitValue(port, "tributary_reconnects_total{api=\"prices\"}", 1);
        awaitValue(port, "tributary_state{api=\"prices\",state=\"open\"}", 1);
        awaitValue(port, "sum(tributary_connects_total{outcome=\"opened\"})", 2);
        for (int events = 8; events < 12; events++) {
          upstream.publish(events);
          awaitValue(port, "tributary_events_total{api=\"prices\"}", events);
        }
        awaitValue(port, "rate(tributary_events_total{api=\"prices\"}[1m]) > bool 0", 1);
      } finally {
        prometheus.destroy();
        assertThat(prometheus.waitFor(20, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  private static ShownService service(Vertx vertx, NumberedSseServer upstream) {
    JsonObject api = ShownService.api(upstream.url("/"), new JsonObject());
    return ShownService.start(
        vertx, new JsonObject().put("API", new JsonObject().put("prices", api)));
  }

  private static void awaitEvents(ShownService service, int count) {
    Waiting.until(
        count + " events", () -> service.json("/api/streams/prices").getInteger("events") == count);
  }

  private Process start(Path program, int port, int target) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global: {scrape_interval: 1s}
            scrape_configs:
              - job_name: tributary
                static_configs: [{targets: ["127.0.0.1:%d"]}]
            """
                .formatted(target));
    return new ProcessBuilder(
            program.toString(),
            "--config.file=" + config,
            "--storage.tsdb.path=" + folder.resolve("data"),
            "--web.listen-address=127.0.0.1:" + port)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("prometheus.log").toFile())
        .start();
  }

  private static void awaitValue(int port, String query, double expected) {
    Waiting.until(
        () -> query + " = " + expected + ", was " + query(port, query),
        PATIENCE,
        () -> query(port, query).equals(Optional.of(expected)));
  }

  private static Optional<Double> query(int port, String query) {
    URI uri =
        URI.create(
            "http://127.0.0.1:%d/api/v1/query?query=%s"
                .formatted(port, URLEncoder.encode(query, StandardCharsets.UTF_8)));
    try {
      String answer =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
              .body();
      JsonArray found = new JsonObject(answer).getJsonObject("data").getJsonArray("result");
      return found.isEmpty()
          ? Optional.empty()
          : Optional.of(Double.valueOf(found.getJsonObject(0).getJsonArray("value").getString(1)));
    } catch (IOException | DecodeException notYet) {
      return Optional.empty();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** What promtool objects to; empty when it is content. */
  private String promtool(Optional<Path> input, String... arguments) throws Exception {
    Path program = Programs.require("promtool");
    var command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Path output = folder.resolve("promtool.log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    input.ifPresent(file -> builder.redirectInput(file.toFile()));
    int code = builder.start().waitFor();
    return code == 0 ? "" : code + ": " + Files.readString(output);
  }
}
