package io.tributary.bench.client;

import java.net.URI;

/** A way to receive events, ours or another's. */
public interface Contender {

  /**
   * Begins to receive from {@code url} and counts each event where its text is there to be used.
   * May return before the connection is open; what is counted tells.
   */
  void open(URI url, Counts counts) throws Exception;

  /** Ends what {@link #open} began; it may be opened once more. */
  void close() throws Exception;
}
