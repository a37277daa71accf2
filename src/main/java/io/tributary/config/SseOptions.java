package io.tributary.config;

import io.tributary.connection.Backoff;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
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

  private static final int LARGEST_EVENT = 1 << 30;
  private static final List<Integer> RETRY_STATUSES = List.of(408, 425, 429, 500, 502, 503, 504);

  /** WHATWG HTML §9.2.6: an id with a NUL is none; a line break would end the field. */
  private static final ValueType<String> EVENT_ID =
      ValueType.looseText("[^\\x00\\r\\n]*", "text without NUL and line breaks");

  static SseOptions read(ConfigReader in) {
    return new SseOptions(
        in.value("autoReconnect", ValueType.flag(), true),
        in.value("maxReconnectAttempts", ValueType.whole(UNLIMITED, Integer.MAX_VALUE), 5),
        backoff(in),
        in.value("connectTimeout", ValueType.millis(0), 10_000),
        in.value("idleTimeout", ValueType.millis(0), 300_000),
        in.optional("lastEventId", EVENT_ID),
        in.value("maxEventSize", ValueType.whole(1, LARGEST_EVENT), 1 << 20),
        Collections.unmodifiableSet(
            new LinkedHashSet<>(in.list("retryStatuses", retryStatus(), RETRY_STATUSES))));
  }

  private static Backoff backoff(ConfigReader in) {
    var backoff =
        new Backoff(
            in.value("reconnectBackoff", ValueType.choice(Backoff.Kind.class), "constant"),
            in.value("reconnectDelay", ValueType.millis(1), 1000).toMillis(),
            in.value("maxReconnectDelay", ValueType.millis(1), 30_000).toMillis(),
            in.value("reconnectJitter", ValueType.share(), 0.2));
    in.check(
        backoff.first() <= backoff.max() || !in.sound("reconnectDelay", "maxReconnectDelay"),
        "reconnectDelay",
        "must be at most maxReconnectDelay (" + backoff.max() + "), was " + backoff.first());
    return backoff;
  }

  /** 410 means that the stream is gone for good. */
  private static ValueType<Integer> retryStatus() {
    ValueType<Integer> status = ValueType.whole(400, 599);
    return new ValueType<>(
        status.expected() + " other than 410",
        status.schema().put("not", new JsonObject().put("const", 410)),
        status.instead(),
        status.shown(),
        value -> status.parse().apply(value).filter(code -> code != 410));
  }
}
