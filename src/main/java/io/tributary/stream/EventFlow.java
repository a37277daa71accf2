package io.tributary.stream;

import io.tributary.metrics.Series;
import io.tributary.metrics.StreamFigures;
import io.tributary.metrics.Tally;
import io.tributary.sse.SseEvent;
import io.tributary.sse.SseOversize;
import io.tributary.sse.SseParser;
import io.tributary.stream.delivery.Delivery;
import io.tributary.stream.tap.EventTap;
import io.vertx.core.Handler;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads the events of whatever connection is open into the delivery. Lives on one event loop and
 * outlives connections.
 */
final class EventFlow {

  private static final Logger LOG = LoggerFactory.getLogger(EventFlow.class);

  private final Delivery delivery;
  private final EventTap readers;
  private final Set<String> wanted;
  private final StreamFigures figures;
  private final Runnable proven;
  private final Consumer<SseOversize> oversize;
  private Tally filtered;
  private Handler<String> commentHandler;
  private boolean fresh;

  /**
   * @param readers hear of what the delivery took
   * @param wanted event types to deliver; empty: all
   * @param figures counts the events
   * @param proven runs on the first event of each connection
   * @param oversize hears of every event that was too large
   */
  EventFlow(
      Delivery delivery,
      EventTap readers,
      Set<String> wanted,
      StreamFigures figures,
      Runnable proven,
      Consumer<SseOversize> oversize) {
    this.delivery = delivery;
    this.readers = readers;
    this.wanted = wanted;
    this.figures = figures;
    this.proven = proven;
    this.oversize = oversize;
  }

  /** Tells {@code handler} of the comments of every connection to come. */
  void onComment(Handler<String> handler) {
    commentHandler = handler;
  }

  void attach(SseParser events) {
    fresh = true;
    events
        .commentHandler(commentHandler)
        .lastEventIdHandler(delivery::skip)
        .oversizeHandler(this::skipped)
        .exceptionHandler(bug -> LOG.error("an event could not be processed", bug))
        .handler(wanted.isEmpty() ? this::take : this::filter);
  }

  private void take(SseEvent event) {
    received();
    deliver(event);
  }

  private void filter(SseEvent event) {
    received();
    if (wanted.contains(event.event())) {
      deliver(event);
    } else {
      filtered().increment();
      delivery.skip(event.id());
    }
  }

  private void deliver(SseEvent event) {
    if (delivery.deliver(event)) {
      readers.event(event);
    }
  }

  /** Kept, because it is asked for with every event. */
  private Tally filtered() {
    if (filtered == null) {
      filtered = figures.tally(Series.SKIPPED, Series.FILTERED);
    }
    return filtered;
  }

  private void received() {
    figures.event();
    if (fresh) {
      fresh = false;
      proven.run();
    }
  }

  private void skipped(SseOversize event) {
    figures.tally(Series.SKIPPED, Series.OVERSIZE).increment();
    delivery.skip(event.id());
    oversize.accept(event);
  }
}
