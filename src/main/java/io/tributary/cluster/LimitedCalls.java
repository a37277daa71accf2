package io.tributary.cluster;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

/**
 * Blocking calls on threads of their own, whose answers are waited for so long and no longer. A
 * call that went to a member at the moment it was given up may not be answered before that member
 * is back: whoever asks again is answered by the next one. Thread-safe.
 */
final class LimitedCalls {

  private final Vertx vertx;
  private final WorkerExecutor workers;
  private final long limitMillis;

  /**
   * Calls on {@code workers}.
   *
   * @param limitMillis counted from when a call begins, not while it waits for a thread
   */
  LimitedCalls(Vertx vertx, WorkerExecutor workers, long limitMillis) {
    this.vertx = vertx;
    this.workers = workers;
    this.limitMillis = limitMillis;
  }

  /** What {@code work} returns; a {@link TimeoutException}: it may still happen. */
  <T> Future<T> call(Callable<T> work) {
    Promise<T> answer = Promise.promise();
    workers
        .executeBlocking(() -> limited(work, answer), false)
        .onSuccess(answer::tryComplete)
        .onFailure(answer::tryFail);
    return answer.future();
  }

  private <T> T limited(Callable<T> work, Promise<T> answer) throws Exception {
    long timer =
        vertx.setTimer(
            limitMillis,
            late ->
                answer.tryFail(
                    new TimeoutException(
                        "expected an answer of the cluster within "
                            + limitMillis
                            + " ms, got none")));
    try {
      return work.call();
    } finally {
      vertx.cancelTimer(timer);
    }
  }
}
