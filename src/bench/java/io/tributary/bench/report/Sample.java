package io.tributary.bench.report;

import java.util.Scanner;

/** One measurement of one contender. */
public record Sample(long events, long nanos, long cpuNanos, long allocatedBytes) {

  private static final double NANOS_PER_SECOND = 1e9;

  /** Reads the reply of a client. */
  public static Sample of(String reply) {
    Scanner words = new Scanner(reply);
    return new Sample(words.nextLong(), words.nextLong(), words.nextLong(), words.nextLong());
  }

  /** Events per second. */
  public double rate() {
    return events * NANOS_PER_SECOND / nanos;
  }

  /** CPU time of the whole process, nanoseconds per event. */
  public double cpu() {
    return (double) cpuNanos / events;
  }

  /** Bytes allocated per event. */
  public double allocated() {
    return (double) allocatedBytes / events;
  }
}
