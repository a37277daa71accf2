package io.tributary.stream.action;

import io.tributary.metrics.Series;
import io.tributary.metrics.StreamFigures;
import io.tributary.script.Outcome;
import io.tributary.script.SnippetResult;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Counts what becomes of the code of one API. Lives on its event loop. */
final class RunFigures {

  private final StreamFigures figures;
  private LongConsumer seconds;

  RunFigures(StreamFigures figures) {
    this.figures = figures;
  }

  void count(SnippetResult result) {
    Outcome outcome = result.outcome();
    if (outcome instanceof Outcome.Suspended) {
      fail(Series.SUSPENDED);
      return;
    }
    seconds().accept(TimeUnit.MICROSECONDS.toNanos(result.micros()));
    if (outcome instanceof Outcome.Failed) {
      fail(Series.ERROR);
    } else if (outcome instanceof Outcome.Killed) {
      fail(Series.KILLED);
    }
  }

  private void fail(String reason) {
    figures.tally(Series.SCRIPT_FAILURES, reason).increment();
  }

  private LongConsumer seconds() {
    if (seconds == null) {
      seconds = figures.timer(Series.SCRIPT);
    }
    return seconds;
  }
}
