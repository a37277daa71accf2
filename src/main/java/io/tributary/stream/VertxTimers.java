package io.tributary.stream;

import io.tributary.connection.Timers;
import io.vertx.core.Vertx;

/** Timers of the event loop that creates them. */
public final class VertxTimers implements Timers {

  private final Vertx vertx;

  public VertxTimers(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public Timer after(long millis, Runnable task) {
    long id = vertx.setTimer(Math.max(1, millis), ignored -> task.run());
    return () -> vertx.cancelTimer(id);
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }
}
