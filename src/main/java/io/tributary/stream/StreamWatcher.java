package io.tributary.stream;

import io.tributary.connection.ConnectionState;
import io.tributary.connection.Failure;
import io.tributary.sse.SseParser;

/** Who hears what becomes of a stream. Called on its event loop. */
interface StreamWatcher {

  /** A connection is open: its events flow once they have a handler. */
  void opened(SseParser events);

  /** The stream entered another state. */
  void entered(ConnectionState now);

  /**
   * An attempt or a connection is over.
   *
   * @param next what follows
   */
  void lost(Failure why, ConnectionState next);
}
