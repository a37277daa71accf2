package io.tributary.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrometheusMetricsTest {

  private final PrometheusMetrics prometheus = new PrometheusMetrics("1.2.3");
  private final StreamFigures figures = new StreamFigures(prometheus.streams().meters("prices"));

  @AfterEach
  void close() {
    prometheus.close();
  }

  @Test
  void everySeriesIsPrintedUnderItsDocumentedName() {
    EverySeries.use(figures);

    assertThat(prometheus.scrape(true))
        .contains(
            "tributary_events_total{api=\"prices\"} 1.0\n",
            "tributary_bytes_total{api=\"prices\"} 100.0\n",
            "tributary_errors_total{api=\"prices\",type=\"status\"} 1.0\n",
            "tributary_connects_total{api=\"prices\",outcome=\"opened\"} 1.0\n",
            "tributary_reconnects_total{api=\"prices\"} 1.0\n",
            "tributary_state{api=\"prices\",state=\"connecting\"} 0.0\n",
            "tributary_state{api=\"prices\",state=\"open\"} 1.0\n",
            "tributary_last_event_timestamp_seconds{api=\"prices\"} 1.",
            "tributary_in_flight{api=\"prices\"} 7.0\n",
            "tributary_redeliveries_total{api=\"prices\"} 1.0\n",
            "tributary_dead_letters_total{api=\"prices\"} 1.0\n",
            "tributary_skipped_total{api=\"prices\",reason=\"oversize\"} 1.0\n",
            "tributary_delivery_seconds_bucket{api=\"prices\",le=\"0.005\"} 1\n",
            "tributary_delivery_seconds_count{api=\"prices\"} 1\n",
            "tributary_script_seconds_count{api=\"prices\"} 1\n",
            "tributary_script_failures_total{api=\"prices\",reason=\"killed\"} 1.0\n",
            "tributary_checkpoint_age_seconds{api=\"prices\"} 2.5\n",
            "tributary_epoch{api=\"prices\"} 12.0\n",
            "tributary_ready 1.0\n",
            "tributary_build_info{java=\"" + Runtime.version() + "\",version=\"1.2.3\"} 1\n",
            "jvm_memory_used_bytes{",
            "process_cpu_usage",
            "process_files_open_files");
  }

  @Test
  void aFigureIsShownOnlyOnceItIsNeeded() {
    assertThat(prometheus.scrape(true)).doesNotContain("prices");

    figures.opened();
    figures.opened();

    assertThat(prometheus.scrape(true))
        .contains("tributary_events_total{api=\"prices\"} 0.0\n")
        .doesNotContain("tributary_errors_total", "tributary_delivery_seconds");
  }

  @Test
  void aRemovedApiLeavesNothingBehindAndTouchesNoOther() {
    EverySeries.use(figures);
    StreamFigures other = new StreamFigures(prometheus.streams().meters("trades"));
    other.opened();

    figures.close();

    assertThat(prometheus.scrape(true))
        .doesNotContain("prices")
        .contains("tributary_events_total{api=\"trades\"}");
  }

  @Test
  void anApiThatComesBackIsCountedAfresh() {
    EverySeries.use(figures);
    figures.close();

    StreamFigures again = new StreamFigures(prometheus.streams().meters("prices"));
    again.opened();

    assertThat(prometheus.scrape(true)).contains("tributary_events_total{api=\"prices\"} 0.0\n");
  }

  @Test
  void anApiThatClosesLateDoesNotTakeItsSuccessorAlong() {
    figures.opened();
    StreamFigures next = new StreamFigures(prometheus.streams().meters("prices"));
    next.opened();
    next.event();

    figures.close();

    assertThat(prometheus.scrape(true)).contains("tributary_events_total{api=\"prices\"} 1.0\n");
  }

  @Test
  void withoutARegistryTheFiguresCanStillBeRead() {
    StreamFigures unseen = new StreamFigures(Metrics.NONE.meters("prices"));
    unseen.opened();
    unseen.arrived(10);
    unseen.event();
    unseen.tally(Series.ERRORS, "tls").increment();
    unseen.tally(Series.ERRORS, "status").increment();

    assertThat(unseen.total(Series.EVENTS)).isEqualTo(1);
    assertThat(unseen.total(Series.ERRORS)).isEqualTo(2);
    assertThat(unseen.lastEventAt()).isPositive();
  }
}
