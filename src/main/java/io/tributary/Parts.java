package io.tributary;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** Starts the parts of a service in order and stops them in reverse, also after a failed start. */
final class Parts {

  private record Part(Supplier<Future<?>> start, Supplier<Future<?>> stop) {}

  private final List<Part> parts = new ArrayList<>();
  private final Deque<Part> running = new ArrayDeque<>();

  Parts add(Supplier<Future<?>> start, Supplier<Future<?>> stop) {
    parts.add(new Part(start, stop));
    return this;
  }

  /** Vert.x does not call {@code stop} after a failed start: what has begun is undone here. */
  Future<?> startAll() {
    Future<?> started = Future.succeededFuture();
    for (Part part : parts) {
      started = started.compose(before -> start(part));
    }
    return started.recover(why -> stopAll().transform(stopped -> Future.failedFuture(why)));
  }

  private Future<?> start(Part part) {
    running.push(part);
    return part.start().get();
  }

  /** Stops all that runs, whatever fails on the way; fails with the first failure. */
  Future<?> stopAll() {
    List<Future<?>> stopped = new ArrayList<>();
    Future<?> last = Future.succeededFuture();
    while (!running.isEmpty()) {
      Part part = running.pop();
      last = last.transform(before -> part.stop().get());
      stopped.add(last);
    }
    return Future.join(stopped);
  }
}
