package io.tributary.metrics;

import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** A stream that has had everything that is counted happen to it once. */
final class EverySeries {

  private EverySeries() {}

  static void use(StreamFigures figures) {
    figures.entered("connecting");
    figures.opened();
    figures.entered("open");
    figures.arrived(100);
    figures.event();
    figures.tally(Series.ERRORS, "status").increment();
    figures.tally(Series.CONNECTS, Series.OPENED).increment();
    figures.tally(Series.RECONNECTS).increment();
    figures.gauge(Series.IN_FLIGHT, () -> 7);
    figures.tally(Series.REDELIVERIES).increment();
    figures.tally(Series.DEAD_LETTERS).increment();
    figures.tally(Series.SKIPPED, Series.OVERSIZE).increment();
    LongConsumer delivery = figures.timer(Series.DELIVERY);
    delivery.accept(TimeUnit.MILLISECONDS.toNanos(3));
    figures.timer(Series.SCRIPT).accept(1);
    figures.tally(Series.SCRIPT_FAILURES, Series.KILLED).increment();
    figures.gauge(Series.CHECKPOINT_AGE, () -> 2.5);
    figures.gauge(Series.EPOCH, () -> 12);
  }
}
