package io.tributary.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;

/**
 * What is counted about one stream. Its event loop writes, any thread reads. A figure exists, and
 * is shown, from when it is first asked for.
 */
public final class StreamFigures {

  private record Key(Series series, String tagValue) {}

  private static final double MILLIS_PER_SECOND = 1000;

  private final Metrics.Meters meters;
  private final Map<Key, Tally> tallies = new ConcurrentHashMap<>(8);
  private final Map<Key, Boolean> gauges = new ConcurrentHashMap<>(8);
  private final Tally events = new Tally();
  private final Tally bytes = new Tally();
  private long chunkAt;
  private volatile long lastEventAt;
  private volatile String state = "";

  public StreamFigures(Metrics.Meters meters) {
    this.meters = meters;
  }

  /** Bytes arrived: once per chunk, since asking for the time is not free. */
  public void arrived(long length) {
    chunkAt = System.currentTimeMillis();
    bytes.add(length);
  }

  /** An event was taken from the chunk that arrived last. */
  public void event() {
    events.increment();
    if (lastEventAt != chunkAt) {
      lastEventAt = chunkAt;
    }
  }

  /** The stream has begun to receive: from now on what it receives is shown. */
  public void opened() {
    if (tallies.putIfAbsent(new Key(Series.EVENTS, ""), events) == null) {
      tallies.put(new Key(Series.BYTES, ""), bytes);
      meters.counter(Series.EVENTS, "", events);
      meters.counter(Series.BYTES, "", bytes);
      meters.gauge(Series.LAST_EVENT, "", () -> lastEventAt / MILLIS_PER_SECOND);
    }
  }

  /** The stream is in this state now. */
  public void entered(String word) {
    state = word;
    gauge(Series.STATE, word, () -> state.equals(word) ? 1 : 0);
  }

  /** The count of {@code series}. */
  public Tally tally(Series series) {
    return tally(series, "");
  }

  /** The count of {@code series} with this value of its label. */
  public Tally tally(Series series, String tagValue) {
    return tallies.computeIfAbsent(
        new Key(series, tagValue),
        key -> {
          Tally tally = new Tally();
          meters.counter(series, tagValue, tally);
          return tally;
        });
  }

  /** Shows {@code value} from now on; does nothing when the gauge is there already. */
  public void gauge(Series series, DoubleSupplier value) {
    gauge(series, "", value);
  }

  private void gauge(Series series, String tagValue, DoubleSupplier value) {
    if (gauges.putIfAbsent(new Key(series, tagValue), true) == null) {
      meters.gauge(series, tagValue, value);
    }
  }

  /** Takes durations in nanoseconds, from any thread. Ask once and keep it. */
  public LongConsumer timer(Series series) {
    return meters.timer(series);
  }

  /** The count of {@code series} over all values of its label. */
  public long total(Series series) {
    return tallies.entrySet().stream()
        .filter(entry -> entry.getKey().series() == series)
        .mapToLong(entry -> entry.getValue().value())
        .sum();
  }

  /** When the last event arrived, milliseconds of Unix time; 0: none did. */
  public long lastEventAt() {
    return lastEventAt;
  }

  /** Nothing is shown any more. */
  public void close() {
    meters.close();
  }
}
