package io.tributary.config;

import io.tributary.connection.Backoff;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How a stream connects, reconnects and bounds what it reads: the {@code sseOptions} of a
 * definition.
 *
 * @param autoReconnect false: the first loss is the last
 * @param maxReconnectAttempts reconnects after a loss; {@link #UNLIMITED} for no limit
 * @param backoff the delay before each reconnect
 * @param connectTimeout DNS, TCP, TLS and proxy together; zero is off
 * @param idleTimeout without a byte; zero is off
 * @param lastEventId sent on the first connect when no checkpoint exists
 * @param maxEventSize bytes of field lines of one event
 * @param retryStatuses HTTP statuses that count as a loss instead of a failure
 */
public record SseOptions(
    boolean autoReconnect,
    int maxReconnectAttempts,
    Backoff backoff,
    Duration connectTimeout,
    Duration idleTimeout,
    Optional<String> lastEventId,
    int maxEventSize,
    Set<Integer> retryStatuses) {

  /** The value of {@code maxReconnectAttempts} that stands for no limit. */
  public static final int UNLIMITED = -1;
}
