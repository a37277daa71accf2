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
  private final Scrape scrape;
  private final Supplier<Future<Boolean>> ready;
  private Future<Content> page = Future.failedFuture("nobody has asked yet");

  /**
   * Metrics of this process.
   *
   * @param ready whether it is ready, asked whenever metrics are
   */
  MetricsPage(Vertx vertx, Scrape scrape, Supplier<Future<Boolean>> ready) {
    this.vertx = vertx;
    this.scrape = scrape;
    this.ready = ready;
  }

  void route(Router router) {
    router.get("/metrics").handler(this::answer);
  }

  private void answer(RoutingContext call) {
    if (page.isComplete()) {
      page = ready.get().compose(this::read);
    }
    page.onSuccess(content -> content.send(call.request())).onFailure(call::fail);
  }

  private Future<Content> read(boolean isReady) {
    return vertx.executeBlocking(() -> new Content(TEXT, Buffer.buffer(scrape.metrics(isReady))));
  }
}
