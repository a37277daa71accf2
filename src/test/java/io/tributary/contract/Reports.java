package io.tributary.contract;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;

/**
 * Numbered reports of one stream to its harness, each sent once the one before was taken. Lives on
 * one event loop.
 */
final class Reports {

  private final WebClient client;
  private final String callbackUrl;
  private Future<?> last = Future.succeededFuture();
  private int number;

  Reports(Vertx vertx, String callbackUrl) {
    this.client = WebClient.create(vertx);
    this.callbackUrl = callbackUrl;
  }

  void add(JsonObject report) {
    number++;
    String url = callbackUrl + "/" + number;
    // A harness that has gone needs no report: the next one is tried all the same.
    last = last.transform(before -> client.postAbs(url).sendJsonObject(report));
  }

  void close() {
    client.close();
  }
}
