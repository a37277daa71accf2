package io.tributary.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testkit.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What a harness of contract tests does: asks a service for a stream and hears its reports. Never
 * call it on an event loop.
 */
final class Harness implements AutoCloseable {

  private final WebClient client;
  private final int service;
  private final HttpServer callbacks;
  private final List<String> paths = new CopyOnWriteArrayList<>();
  private final List<JsonObject> reports = new CopyOnWriteArrayList<>();
  private String location;
  private int taken;

  Harness(Vertx vertx, int service) {
    this.client = WebClient.create(vertx);
    this.service = service;
    this.callbacks =
        Waiting.result(vertx.createHttpServer().requestHandler(this::take).listen(0, "127.0.0.1"));
  }

  private void take(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              paths.add(request.path());
              reports.add(body.toJsonObject());
              request.response().setStatusCode(202).end();
            });
  }

  /** The parameters of a stream, without options. */
  JsonObject parameters(URI streamUrl) {
    return new JsonObject()
        .put("streamUrl", streamUrl.toString())
        .put("callbackUrl", "http://127.0.0.1:" + callbacks.actualPort() + "/reports");
  }

  /** Opens a stream. */
  Harness open(JsonObject parameters) {
    HttpResponse<Buffer> response = send(HttpMethod.POST, "/", parameters);
    assertThat(response.statusCode()).isEqualTo(201);
    location = response.getHeader("Location");
    return this;
  }

  String location() {
    return location;
  }

  HttpResponse<Buffer> send(HttpMethod method, String path, Object body) {
    return Waiting.result(client.request(method, service, "127.0.0.1", path).sendJson(body));
  }

  /** The next report, which must be of that kind. */
  JsonObject next(String kind) {
    Waiting.until(
        () -> "a report " + kind + ", were " + reports,
        Waiting.PATIENCE,
        () -> reports.size() > taken);
    JsonObject report = reports.get(taken);
    taken++;
    assertThat(paths.get(taken - 1)).isEqualTo("/reports/" + taken);
    assertThat(report.getString("kind")).isEqualTo(kind);
    return report;
  }

  /** The next report, which must be an event: {@code type|data|id}. */
  String nextEvent() {
    JsonObject event = next("event").getJsonObject("event");
    return event.getString("type") + '|' + event.getString("data") + '|' + event.getString("id");
  }

  String nextComment() {
    return next("comment").getString("comment");
  }

  List<JsonObject> reports() {
    return reports;
  }

  @Override
  public void close() {
    if (location != null) {
      send(HttpMethod.DELETE, location, null);
    }
    client.close();
    Waiting.result(callbacks.close());
  }
}
