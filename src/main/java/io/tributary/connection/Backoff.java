package io.tributary.connection;

/**
 * The delay before a reconnect: arithmetic only, the dice come in as an argument. Immutable.
 *
 * @param kind how the delay grows with each attempt
 * @param first delay before the first reconnect, milliseconds
 * @param max the longest delay before jitter, milliseconds
 * @param jitter lengthens a delay by up to this share; never shortens it
 */
public record Backoff(Kind kind, long first, long max, double jitter) {

  /** The shortest delay that a server's {@code retry:} can ask for, milliseconds. */
  public static final long MIN_SERVER_RETRY = 100;

  /** How a delay grows. */
  public enum Kind {
    CONSTANT,
    LINEAR,
    EXPONENTIAL
  }

  /**
   * The delay before a reconnect.
   *
   * @param attempt counts from 1
   * @param draw a random number in [0, 1)
   * @return milliseconds
   */
  public long delay(int attempt, double draw) {
    return jittered(Math.min(grown(attempt), (double) max), draw);
  }

  /** Lengthens {@code millis} by a drawn share of at most {@code jitter}. */
  public long jittered(double millis, double draw) {
    return Math.round(millis * (1 + jitter * draw));
  }

  /**
   * This backoff as the server's {@code retry:} field wants it: its value replaces the first delay,
   * held between {@link #MIN_SERVER_RETRY} and the longest delay.
   */
  public Backoff withServerRetry(long millis) {
    return new Backoff(
        kind, Math.max(Math.min(millis, max), Math.min(MIN_SERVER_RETRY, max)), max, jitter);
  }

  /** A double saturates where a long would wrap. */
  private double grown(int attempt) {
    return switch (kind) {
      case CONSTANT -> first;
      case LINEAR -> (double) first * attempt;
      case EXPONENTIAL -> first * Math.pow(2, attempt - 1.0);
    };
  }
}
