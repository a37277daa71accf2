package io.tributary.script.sandbox;

import java.time.Duration;

/**
 * What one run may take.
 *
 * @param timeout processor time; several times as much by the clock
 * @param memory bytes it may allocate, whether or not they are garbage at once
 */
record Limits(Duration timeout, long memory) {

  /** An interrupted run has this long to end before the process ends itself. */
  static final Duration GRACE = Duration.ofSeconds(1);
}
