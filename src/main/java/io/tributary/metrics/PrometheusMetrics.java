package io.tributary.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Info;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.Set;
import java.util.function.DoubleSupplier;

/**
 * Metrics for Prometheus: those of the streams, the JVM, the process and Vert.x. Thread-safe; lives
 * as long as its process.
 */
public final class PrometheusMetrics implements AutoCloseable {

  /** Vert.x counts these per message or per chunk, which the event path would pay for. */
  private static final Set<MetricsDomain> ON_THE_EVENT_PATH =
      Set.of(
          MetricsDomain.EVENT_BUS,
          MetricsDomain.HTTP_CLIENT,
          MetricsDomain.NET_CLIENT,
          MetricsDomain.NET_SERVER);

  /** Meters of Micrometer whose names promtool objects to; others tell the same. */
  private static final Set<String> UNLIKE_PROMETHEUS =
      Set.of("process.cpu.time", "system.cpu.count");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final StreamMetrics streams = new StreamMetrics(registry);
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
  private volatile int ready;

  /**
   * Metrics of this process.
   *
   * @param version of the build
   */
  public PrometheusMetrics(String version) {
    UNLIKE_PROMETHEUS.forEach(
        name -> registry.config().meterFilter(MeterFilter.denyNameStartsWith(name)));
    registry.getPrometheusRegistry().register(streams);
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    garbageCollection.bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    Gauge.builder(Series.READY, () -> ready)
        .description("1 while the service does what it is asked to, else 0")
        .register(registry);
    Info.builder()
        .name(Series.BUILD_INFO)
        .help("The build that is running")
        .labelNames(Series.BUILD_VERSION, Series.BUILD_JAVA)
        .register(registry.getPrometheusRegistry())
        .addLabelValues(version, Runtime.version().toString());
  }

  /** A builder of a Vert.x whose own metrics are shown too, where they cost no event anything. */
  public VertxBuilder vertx(VertxOptions options) {
    MicrometerMetricsOptions metrics = new MicrometerMetricsOptions().setEnabled(true);
    ON_THE_EVENT_PATH.forEach(metrics::addDisabledMetricsCategory);
    return Vertx.builder()
        .with(new VertxOptions(options).setMetricsOptions(metrics))
        .withMetrics(new MicrometerMetricsFactory(registry));
  }

  /** Where streams show their figures. */
  public Metrics streams() {
    return streams;
  }

  /** Shows a figure of this node, which is asked for when somebody looks, from any thread. */
  public void node(NodeSeries series, DoubleSupplier value) {
    if (series.grows()) {
      FunctionCounter.builder(series.meter(), value, DoubleSupplier::getAsDouble)
          .description(series.help())
          .register(registry);
    } else {
      Gauge.builder(series.meter(), value, DoubleSupplier::getAsDouble)
          .description(series.help())
          .strongReference(true)
          .register(registry);
    }
  }

  /**
   * The page that Prometheus reads. Takes milliseconds with thousands of streams.
   *
   * @param isReady whether the service is
   */
  public String scrape(boolean isReady) {
    ready = isReady ? 1 : 0;
    return registry.scrape();
  }

  @Override
  public void close() {
    garbageCollection.close();
    registry.close();
  }
}
