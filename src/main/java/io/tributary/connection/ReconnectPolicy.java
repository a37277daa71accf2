package io.tributary.connection;

import java.time.Duration;

/**
 * Whether and when a lost stream is tried again.
 *
 * @param autoReconnect false: the first loss is the last
 * @param maxAttempts reconnects after a loss; negative: no limit
 */
public record ReconnectPolicy(boolean autoReconnect, int maxAttempts, Backoff backoff) {

  /** A {@code Retry-After} is honoured up to this many times the longest delay. */
  private static final int RETRY_AFTER_FACTOR = 10;

  boolean allows(int attempt) {
    return autoReconnect && (maxAttempts < 0 || attempt <= maxAttempts);
  }

  /** Milliseconds until the given attempt; the server's wish lengthens it, never shortens it. */
  long delay(int attempt, Failure why, double draw) {
    long delay = backoff.delay(attempt, draw);
    if (why instanceof Failure.Status status && status.retryAfter().isPresent()) {
      return Math.max(delay, backoff.jittered(held(status.retryAfter().get()), draw));
    }
    return delay;
  }

  private double held(Duration retryAfter) {
    return Math.min((double) retryAfter.toMillis(), (double) backoff.max() * RETRY_AFTER_FACTOR);
  }
}
