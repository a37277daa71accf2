package io.tributary.metrics;

import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;

/** Where the figures of streams become visible outside. Thread-safe. */
public interface Metrics {

  /** Figures are kept, and shown nowhere. */
  Metrics NONE = apiName -> Meters.NONE;

  /** A place for the figures of one stream. */
  Meters meters(String apiName);

  /** The figures of one stream as they are shown. Each is named once. */
  interface Meters {

    Meters NONE =
        new Meters() {
          @Override
          public void counter(Series series, String tagValue, Tally tally) {}

          @Override
          public void gauge(Series series, String tagValue, DoubleSupplier value) {}

          @Override
          public LongConsumer timer(Series series) {
            return nanos -> {};
          }

          @Override
          public void close() {}
        };

    /**
     * Shows a count.
     *
     * @param tagValue the empty text where {@code series} has no label but the API
     */
    void counter(Series series, String tagValue, Tally tally);

    /** Shows a value that is asked for when somebody looks, from any thread. */
    void gauge(Series series, String tagValue, DoubleSupplier value);

    /** Takes durations in nanoseconds, from any thread. */
    LongConsumer timer(Series series);

    /** Shows nothing more of this stream. */
    void close();
  }
}
