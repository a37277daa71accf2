package io.tributary.stream.delivery;

import io.tributary.sse.SseEvent;

/** Brings the events of one API to the bus. Lives on one event loop and outlives connections. */
public interface Delivery {

  /**
   * Takes the next event of the stream.
   *
   * @return false: it cannot be delivered as it is; that was reported
   */
  boolean deliver(SseEvent event);

  /**
   * Takes note of an id that needs no delivery: of a filtered event, an oversize one, or a block
   * without data.
   */
  void skip(String lastEventId);
}
