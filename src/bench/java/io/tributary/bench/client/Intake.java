package io.tributary.bench.client;

import io.tributary.bench.server.StampedChunk;
import io.tributary.metrics.Tally;
import org.HdrHistogram.Recorder;

/** Where the events of one thread end: counted and, where they are stamped, timed. */
public final class Intake {

  private static final int RADIX = 10;

  private final Tally tally;
  private final Recorder latency;

  /** Null: no event is stamped. */
  Intake(Tally tally, Recorder latency) {
    this.tally = tally;
    this.latency = latency;
  }

  /** Takes one event. */
  public void event(String data) {
    tally.increment();
    if (latency != null) {
      due(Long.parseLong(data, 0, StampedChunk.STAMP_DIGITS, RADIX));
    }
  }

  /** Takes an event whose data is of no interest. */
  public void event() {
    tally.increment();
  }

  /** Takes note that so many events have arrived in all. */
  public void total(long events) {
    tally.add(events - tally.value());
  }

  /** Whether {@link #due} wants to hear of every event. */
  public boolean isStamped() {
    return latency != null;
  }

  /** Takes the time of an event that was due at {@code moment}. */
  public void due(long moment) {
    latency.recordValue(Math.max(0, System.nanoTime() - moment));
  }
}
