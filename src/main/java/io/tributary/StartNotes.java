package io.tributary;

import io.tributary.config.ApiDefinition;
import io.tributary.config.SseOptions;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a user should know about a configuration that is valid. */
final class StartNotes {

  /** Deployments and restarts of an upstream take about this long. */
  private static final long COMMON_OUTAGE_MILLIS = 60_000;

  private static final int NAMED = 5;

  private StartNotes() {}

  /** Names the streams that an ordinary outage of their upstream ends for good. */
  static Optional<String> shortOutages(Collection<ApiDefinition> definitions) {
    List<ApiDefinition> fragile =
        definitions.stream().filter(it -> survives(it.sse()) < COMMON_OUTAGE_MILLIS).toList();
    if (fragile.isEmpty()) {
      return Optional.empty();
    }
    List<String> names = fragile.stream().limit(NAMED).map(ApiDefinition::name).toList();
    String more = fragile.size() > NAMED ? " and " + (fragile.size() - NAMED) + " more" : "";
    return Optional.of(
        "%s%s: an outage of about %d s ends the stream for good; to go on for ever set %s"
            .formatted(
                String.join(", ", names),
                more,
                survives(fragile.get(0).sse()) / 1000,
                "sseOptions.maxReconnectAttempts: -1"));
  }

  /** The sum of all delays, milliseconds. One who switched reconnecting off knows what he does. */
  private static long survives(SseOptions options) {
    if (!options.autoReconnect() || options.maxReconnectAttempts() < 0) {
      return Long.MAX_VALUE;
    }
    return IntStream.rangeClosed(1, options.maxReconnectAttempts())
        .limit(COMMON_OUTAGE_MILLIS)
        .mapToLong(attempt -> options.backoff().delay(attempt, 0))
        .sum();
  }
}
