package io.tributary.http;

import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks every event loop of a Vert.x for a sign of life. */
final class EventLoops {

  private final List<EventExecutor> loops = new ArrayList<>();

  EventLoops(Vertx vertx) {
    ((VertxInternal) vertx).eventLoopGroup().forEach(loops::add);
  }

  /** Completes when all have answered; whoever asks sets the limit. */
  void check(Promise<Status> promise) {
    AtomicInteger silent = new AtomicInteger(loops.size());
    for (EventExecutor loop : loops) {
      loop.execute(
          () -> {
            if (silent.decrementAndGet() == 0) {
              promise.tryComplete(Status.OK(new JsonObject().put("answered", loops.size())));
            }
          });
    }
  }
}
