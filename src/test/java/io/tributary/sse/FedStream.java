package io.tributary.sse;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayDeque;
import java.util.Queue;

/** A source that delivers what a test gave it, at once and only while it is not paused. */
final class FedStream implements ReadStream<Buffer> {

  private final Queue<Buffer> chunks = new ArrayDeque<>();
  private Handler<Buffer> handler;
  private Handler<Throwable> exceptionHandler;
  private Handler<Void> endHandler;
  private boolean paused;
  private boolean ending;
  private int resumes;

  void feed(String chunk) {
    chunks.add(Buffer.buffer(chunk));
    deliver();
  }

  void end() {
    ending = true;
    deliver();
  }

  void fail(Throwable failure) {
    exceptionHandler.handle(failure);
  }

  boolean isPaused() {
    return paused;
  }

  boolean hasListener() {
    return handler != null || endHandler != null || exceptionHandler != null;
  }

  /** Chunks that the parser has not taken yet. */
  int held() {
    return chunks.size();
  }

  int resumes() {
    return resumes;
  }

  @Override
  public FedStream handler(Handler<Buffer> listener) {
    handler = listener;
    return this;
  }

  @Override
  public FedStream exceptionHandler(Handler<Throwable> listener) {
    exceptionHandler = listener;
    return this;
  }

  @Override
  public FedStream endHandler(Handler<Void> listener) {
    endHandler = listener;
    return this;
  }

  @Override
  public FedStream pause() {
    paused = true;
    return this;
  }

  @Override
  public FedStream resume() {
    paused = false;
    resumes++;
    deliver();
    return this;
  }

  @Override
  public FedStream fetch(long amount) {
    return resume();
  }

  private void deliver() {
    while (!paused && handler != null && !chunks.isEmpty()) {
      handler.handle(chunks.poll());
    }
    if (ending && !paused && endHandler != null && chunks.isEmpty()) {
      ending = false;
      endHandler.handle(null);
    }
  }
}
