package io.tributary.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;

/** Shows figures through a Micrometer registry, which reads them when it is read itself. */
public final class MicrometerMetrics implements Metrics {

  private static final Duration[] DELIVERY_BUCKETS =
      Arrays.stream(Series.DELIVERY_BUCKETS).mapToObj(Duration::ofMillis).toArray(Duration[]::new);

  private final MeterRegistry registry;

  public MicrometerMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public Meters meters(String apiName) {
    return new StreamMeters(apiName);
  }

  private final class StreamMeters implements Meters {

    private final String apiName;
    private final Collection<Meter> shown = new ConcurrentLinkedQueue<>();

    StreamMeters(String apiName) {
      this.apiName = apiName;
    }

    @Override
    public void counter(Series series, String tagValue, Tally tally) {
      shown.add(
          FunctionCounter.builder(series.meter(), tally, Tally::value)
              .description(series.help())
              .tags(tags(series, tagValue))
              .register(registry));
    }

    @Override
    public void gauge(Series series, String tagValue, DoubleSupplier value) {
      shown.add(
          Gauge.builder(series.meter(), value, DoubleSupplier::getAsDouble)
              .description(series.help())
              .baseUnit(series.unit())
              .tags(tags(series, tagValue))
              .strongReference(true)
              .register(registry));
    }

    @Override
    public LongConsumer timer(Series series) {
      Timer.Builder builder =
          Timer.builder(series.meter()).description(series.help()).tags(tags(series, ""));
      if (series == Series.DELIVERY) {
        builder.serviceLevelObjectives(DELIVERY_BUCKETS);
      }
      Timer timer = builder.register(registry);
      shown.add(timer);
      return nanos -> timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
      shown.forEach(registry::remove);
      shown.clear();
    }

    private Tags tags(Series series, String tagValue) {
      Tags tags = Tags.of(Series.API, apiName);
      return series.tag().map(name -> tags.and(name, tagValue)).orElse(tags);
    }
  }
}
