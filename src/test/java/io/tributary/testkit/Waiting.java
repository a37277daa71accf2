package io.tributary.testkit;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** How a test's own thread waits for what happens on others. Never call it on an event loop. */
public final class Waiting {

  /** Longer than anything here takes on a busy machine. */
  public static final Duration PATIENCE = Duration.ofMinutes(1);

  /** The same for programs, which have to start first. */
  public static final Duration PROGRAM = Duration.ofMinutes(2);

  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private Waiting() {}

  /** The result of a future, or its failure as an {@link AssertionError}. */
  public static <T> T result(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw new AssertionError("expected a result, got " + failed.getCause(), failed.getCause());
    } catch (TimeoutException late) {
      throw new AssertionError("expected a result within " + PATIENCE + ", got none", late);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for a result", stopped);
    }
  }

  /** Returns once {@code condition} holds; fails after {@link #PATIENCE}. */
  public static void until(String what, BooleanSupplier condition) {
    until(() -> what, PATIENCE, condition);
  }

  /**
   * Returns once {@code condition} holds.
   *
   * @param what names the condition; asked when it did not come true, so that it can show the state
   */
  public static void until(Supplier<String> what, Duration patience, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > patience.toNanos()) {
        throw new AssertionError("expected within " + patience + ": " + what.get());
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
