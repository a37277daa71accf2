package io.tributary.stream;

import io.tributary.connection.ConnectionState;
import io.tributary.connection.ConnectionState.Connecting;
import io.tributary.connection.Failure;
import io.tributary.metrics.Series;
import io.tributary.metrics.StreamFigures;
import io.tributary.sse.SseParser;

/** Counts what becomes of connections, and tells the next. Lives on one event loop. */
final class CountingWatcher implements StreamWatcher {

  private final StreamFigures figures;
  private final StreamWatcher next;
  private boolean connecting;
  private boolean alive;

  CountingWatcher(StreamFigures figures, StreamWatcher next) {
    this.figures = figures;
    this.next = next;
  }

  @Override
  public void opened(SseParser events) {
    figures.opened();
    figures.tally(Series.CONNECTS, Series.OPENED).increment();
    next.opened(events);
  }

  @Override
  public void entered(ConnectionState now) {
    connecting = now instanceof Connecting;
    if (connecting && alive) {
      figures.tally(Series.RECONNECTS).increment();
    }
    alive = now.isAlive();
    figures.entered(now.word());
    next.entered(now);
  }

  @Override
  public void lost(Failure why, ConnectionState then) {
    if (connecting) {
      figures.tally(Series.CONNECTS, Series.FAILED).increment();
    }
    next.lost(why, then);
  }
}
