package io.tributary.http;

import io.tributary.Tributary;
import io.tributary.config.ServiceConfig;
import io.tributary.metrics.PrometheusMetrics;
import io.tributary.testkit.Ports;
import io.tributary.testkit.Waiting;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * A whole service with its face on a free port, and a client for it. Blocks; not for event loops.
 */
final class ShownService implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";

  private final Vertx vertx;
  private final PrometheusMetrics metrics = new PrometheusMetrics("test");
  private final HttpClient client = HttpClient.newHttpClient();
  private final int port;
  private final Tributary service;
  private final String deployment;

  private ShownService(Vertx vertx, JsonObject config) {
    this.vertx = vertx;
    this.port = Ports.free();
    this.service = new Tributary(parsed(config)).withHttp(metrics);
    Future<String> deployed = vertx.deployVerticle(service);
    // A service with code starts a process that checks it.
    Waiting.until(() -> "a deployed service", Waiting.PROGRAM, deployed::isComplete);
    this.deployment = Waiting.result(deployed);
  }

  private ServiceConfig parsed(JsonObject config) {
    JsonObject http = config.getJsonObject("http", new JsonObject()).copy().put("port", port);
    return ServiceConfig.parse(
        new JsonObject()
            .put("checkpoint", new JsonObject().put("store", "none"))
            .mergeIn(config)
            .put("http", http));
  }

  /** A service that runs once this returns. */
  static ShownService start(Vertx vertx, JsonObject config) {
    return new ShownService(vertx, config);
  }

  /** The definition of an API at {@code url}, with what else is in {@code more}. */
  static JsonObject api(URI url, JsonObject more) {
    return new JsonObject()
        .put("type", "sse")
        .put("url", url.toString())
        .put(
            "sseOptions",
            new JsonObject().put("maxReconnectAttempts", -1).put("reconnectDelay", 100))
        .mergeIn(more);
  }

  /** Goes on with another configuration. */
  void reload(JsonObject config) {
    Waiting.result(service.reload(parsed(config)));
  }

  int port() {
    return port;
  }

  URI uri(String target) {
    return URI.create("http://" + LOOPBACK + ":" + port + target);
  }

  HttpRequest.Builder request(String target) {
    return HttpRequest.newBuilder(uri(target)).timeout(Waiting.PATIENCE);
  }

  HttpResponse<String> get(String target) {
    return send(request(target));
  }

  JsonObject json(String target) {
    return new JsonObject(get(target).body());
  }

  HttpResponse<String> post(String target, String body) {
    return send(
        request(target)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    return Waiting.result(
        Future.fromCompletionStage(client.sendAsync(request.build(), BodyHandlers.ofString())));
  }

  void awaitState(String api, String state) {
    Waiting.until(
        () -> api + " " + state + ", was " + json("/api/streams/" + api),
        Waiting.PATIENCE,
        () -> state.equals(json("/api/streams/" + api).getString("state")));
  }

  @Override
  public void close() {
    Waiting.result(vertx.undeploy(deployment));
    metrics.close();
  }
}
