package io.tributary.http;

import io.tributary.http.answer.Content;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/**
 * {@code /metrics} for Prometheus. With thousands of APIs it is large: it is made outside the event
 * loop, and once for all who ask meanwhile.
 */
final class MetricsPage {

  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final Vertx vertx;
  private final Supplier<String> scrape;
  private Future<Content> page = Future.failedFuture("nobody has asked yet");

  MetricsPage(Vertx vertx, Supplier<String> scrape) {
    this.vertx = vertx;
    this.scrape = scrape;
  }

  void route(Router router) {
    router.get("/metrics").handler(this::answer);
  }

  private void answer(RoutingContext call) {
    if (page.isComplete()) {
      page = vertx.executeBlocking(() -> new Content(TEXT, Buffer.buffer(scrape.get())));
    }
    page.onSuccess(content -> content.send(call.request())).onFailure(call::fail);
  }
}
