package io.tributary.metrics;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;

/**
 * Shows the figures of all streams to Prometheus, and reads them when it asks. Counts and values
 * are collected here, since a meter of Micrometer's for each would hold half a kilobyte; the
 * timers, which few streams have, are Micrometer's. Thread-safe.
 */
final class StreamMetrics implements Metrics, MultiCollector {

  private static final Duration[] DELIVERY_BUCKETS =
      Arrays.stream(Series.DELIVERY_BUCKETS).mapToObj(Duration::ofMillis).toArray(Duration[]::new);

  private final PrometheusMeterRegistry registry;
  private final Map<String, StreamMeters> streams = new ConcurrentHashMap<>();

  StreamMetrics(PrometheusMeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public Meters meters(String apiName) {
    StreamMeters meters = new StreamMeters(apiName);
    streams.put(apiName, meters);
    return meters;
  }

  @Override
  public MetricSnapshots collect() {
    Map<Series, CounterSnapshot.Builder> counters = new EnumMap<>(Series.class);
    Map<Series, GaugeSnapshot.Builder> gauges = new EnumMap<>(Series.class);
    for (StreamMeters stream : streams.values()) {
      for (Figure figure : stream.figures) {
        Labels labels = figure.labels(stream.apiName);
        double value = figure.value.getAsDouble();
        if (figure.grows) {
          counters
              .computeIfAbsent(figure.series, StreamMetrics::counter)
              .dataPoint(new CounterDataPointSnapshot(value, labels, null, 0));
        } else {
          gauges
              .computeIfAbsent(figure.series, StreamMetrics::gauge)
              .dataPoint(new GaugeDataPointSnapshot(value, labels, null));
        }
      }
    }
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    counters.values().forEach(each -> all.metricSnapshot(each.build()));
    gauges.values().forEach(each -> all.metricSnapshot(each.build()));
    return all.build();
  }

  private static CounterSnapshot.Builder counter(Series series) {
    return CounterSnapshot.builder().name(series.printed()).help(series.help());
  }

  private static GaugeSnapshot.Builder gauge(Series series) {
    return GaugeSnapshot.builder().name(series.printed()).help(series.help());
  }

  /**
   * A count or a value of one stream.
   *
   * @param tagValue the empty text where {@code series} has no label but the API
   * @param grows whether it is a count
   */
  private record Figure(Series series, String tagValue, boolean grows, DoubleSupplier value) {

    Labels labels(String apiName) {
      return series
          .tag()
          .map(tag -> Labels.of(Series.API, apiName, tag, tagValue))
          .orElseGet(() -> Labels.of(Series.API, apiName));
    }
  }

  private final class StreamMeters implements Meters {

    private final String apiName;

    /** As small as can be: there are few, and hardly ever more. */
    private final List<Figure> figures = new CopyOnWriteArrayList<>();

    private final Collection<Timer> timers = new CopyOnWriteArrayList<>();

    StreamMeters(String apiName) {
      this.apiName = apiName;
    }

    @Override
    public void counter(Series series, String tagValue, Tally tally) {
      figures.add(new Figure(series, tagValue, true, tally::value));
    }

    @Override
    public void gauge(Series series, String tagValue, DoubleSupplier value) {
      figures.add(new Figure(series, tagValue, false, value));
    }

    @Override
    public LongConsumer timer(Series series) {
      Timer.Builder builder =
          Timer.builder(series.meter())
              .description(series.help())
              .tags(Tags.of(Series.API, apiName));
      if (series == Series.DELIVERY) {
        builder.serviceLevelObjectives(DELIVERY_BUCKETS);
      }
      Timer timer = builder.register(registry);
      timers.add(timer);
      return nanos -> timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
      streams.remove(apiName, this);
      timers.forEach(registry::remove);
    }
  }
}
