package io.tributary.stream.http;

import io.tributary.metrics.StreamFigures;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/**
 * A response body whose every chunk is counted and a sign of life. Its failures are not passed on:
 * the attempt hears of them from the response itself.
 */
final class WatchedStream implements ReadStream<Buffer> {

  private final ReadStream<Buffer> body;
  private final IdleWatch idle;
  private final StreamFigures figures;

  WatchedStream(ReadStream<Buffer> body, IdleWatch idle, StreamFigures figures) {
    this.body = body;
    this.idle = idle;
    this.figures = figures;
  }

  @Override
  public ReadStream<Buffer> handler(Handler<Buffer> handler) {
    if (handler == null) {
      body.handler(null);
    } else {
      body.handler(
          chunk -> {
            idle.touch();
            figures.arrived(chunk.length());
            handler.handle(chunk);
          });
    }
    return this;
  }

  @Override
  public ReadStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
    return this;
  }

  @Override
  public ReadStream<Buffer> endHandler(Handler<Void> handler) {
    body.endHandler(handler);
    return this;
  }

  @Override
  public ReadStream<Buffer> pause() {
    body.pause();
    return this;
  }

  @Override
  public ReadStream<Buffer> resume() {
    body.resume();
    return this;
  }

  @Override
  public ReadStream<Buffer> fetch(long amount) {
    body.fetch(amount);
    return this;
  }
}
