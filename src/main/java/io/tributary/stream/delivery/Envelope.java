package io.tributary.stream.delivery;

import io.tributary.bus.EventHeaders;
import io.tributary.ownership.Tenure;
import io.tributary.sse.SseEvent;
import io.vertx.core.eventbus.DeliveryOptions;
import java.time.Duration;

/**
 * What goes to the bus around the bodies of one API: how long a reply is waited for, and headers
 * where they say something. It has to see every id of the stream in order. Lives on one event loop.
 */
final class Envelope {

  private final long replyWait;
  private final Tenure tenure;
  private final DeliveryOptions plain;

  /** Null without a cluster: nobody needs to know there. */
  private final DeliveryOptions inherited;

  private String lastId = "";

  /**
   * @param replyWait of request mode
   */
  Envelope(Duration replyWait, Tenure tenure) {
    this.replyWait = replyWait.toMillis();
    this.tenure = tenure;
    this.plain = options();
    this.inherited =
        tenure.epoch().isPresent() ? options().addHeader(EventHeaders.INHERITED_ID, "true") : null;
  }

  /** The stream starts here. */
  void startFrom(String lastEventId) {
    lastId = lastEventId;
  }

  /** An id that was not of an event to deliver. */
  void skip(String lastEventId) {
    lastId = lastEventId;
  }

  /** For an event that goes out for the first time; to be kept for the next times. */
  DeliveryOptions first(SseEvent event) {
    if (inherited == null) {
      return plain;
    }
    String before = lastId;
    lastId = event.id();
    return !before.isEmpty() && before.equals(lastId) ? inherited : plain;
  }

  /** For an event that goes out again. */
  DeliveryOptions again(DeliveryOptions first, int redelivery) {
    DeliveryOptions options = options();
    if (first == inherited) {
      options.addHeader(EventHeaders.INHERITED_ID, "true");
    }
    return options.addHeader(EventHeaders.REDELIVERY, Integer.toString(redelivery));
  }

  private DeliveryOptions options() {
    DeliveryOptions options = new DeliveryOptions().setSendTimeout(replyWait);
    tenure.epoch().ifPresent(it -> options.addHeader(EventHeaders.EPOCH, Long.toString(it)));
    return options;
  }
}
