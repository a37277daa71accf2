package io.tributary.bench.client;

import io.tributary.metrics.Tally;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** How many events arrived, and how late: a tally for each thread that counts. Thread-safe. */
public final class Counts {

  private static final int DIGITS = 3;
  private static final double[] PERCENTILES = {50, 99, 99.9, 100};

  private final List<Tally> tallies = new CopyOnWriteArrayList<>();
  private final Recorder latency;

  Counts(boolean stamped) {
    latency = stamped ? new Recorder(DIGITS) : null;
  }

  /** A tally that one thread may write. */
  public Tally tally() {
    Tally tally = new Tally();
    tallies.add(tally);
    return tally;
  }

  /** As {@link #tally}, for events that may be stamped. */
  public Intake intake() {
    return new Intake(tally(), latency);
  }

  long sum() {
    return tallies.stream().mapToLong(Tally::value).sum();
  }

  /** Percentiles in nanoseconds since this was asked for last. */
  String latencies() {
    Histogram since = latency.getIntervalHistogram();
    StringBuilder out = new StringBuilder().append(since.getTotalCount());
    for (double percentile : PERCENTILES) {
      out.append(' ').append(since.getValueAtPercentile(percentile));
    }
    return out.toString();
  }
}
