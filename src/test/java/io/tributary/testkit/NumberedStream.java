package io.tributary.testkit;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** One open stream of a {@link NumberedSseServer}; lives on the event loop of its request. */
final class NumberedStream {

  /** Lets the loop breathe between two runs of a long stream. */
  private static final int EVENTS_A_TURN = 256;

  private final NumberedSseServer server;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Context loop = Vertx.currentContext();
  private long last;
  private volatile boolean heldBack;

  NumberedStream(NumberedSseServer server, HttpServerRequest request, long last) {
    this.server = server;
    this.request = request;
    this.response = request.response();
    this.last = last;
    response.setChunked(true).putHeader("Content-Type", "text/event-stream");
    response.exceptionHandler(gone -> {});
    response.writeHead();
  }

  void onEnd(Runnable ended) {
    request.connection().closeHandler(closed -> ended.run());
  }

  /** Writes what is published and not yet written, as far as TCP takes it. Any thread. */
  void write() {
    loop.runOnContext(turn -> writeSome());
  }

  boolean isHeldBack() {
    return heldBack;
  }

  void drop() {
    request.connection().close();
  }

  private void writeSome() {
    for (int i = 0; i < EVENTS_A_TURN && last < server.published(); i++) {
      if (response.closed() || isFull()) {
        return;
      }
      last++;
      response.write(server.text(last));
      server.wrote(last);
    }
    if (last < server.published()) {
      write();
    }
  }

  private boolean isFull() {
    heldBack = response.writeQueueFull();
    if (heldBack) {
      response.drainHandler(
          drained -> {
            heldBack = false;
            write();
          });
    }
    return heldBack;
  }
}
