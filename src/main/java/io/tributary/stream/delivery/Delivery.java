package io.tributary.stream.delivery;

import io.tributary.config.DeliveryConfig;
import io.tributary.connection.Timers;
import io.tributary.ownership.Tenure;
import io.tributary.sse.SseEvent;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import java.util.Optional;

/** Brings the events of one API to the bus. Lives on one event loop and outlives connections. */
public interface Delivery {

  /**
   * The delivery that {@code config} asks for.
   *
   * @param brake is used by nobody else
   * @param tenure says when events may be emitted
   */
  static Delivery of(
      EventBus bus,
      DeliveryConfig config,
      Timers timers,
      FlowHold.Brake brake,
      DeliveryWatcher watcher,
      Tenure tenure) {
    if (config.mode() == DeliveryConfig.Mode.REQUEST) {
      return new RequestDelivery(bus, config, timers, brake, watcher, tenure);
    }
    Delivery delivery = new BestEffortDelivery(bus, config, watcher, tenure);
    return tenure == Tenure.UNLIMITED
        ? delivery
        : new GatedDelivery(delivery, tenure, timers, brake, watcher);
  }

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

  /** Events that are with a consumer. */
  default int inFlight() {
    return 0;
  }

  /** What an open stream waits for; empty: nothing. */
  default Optional<String> waitsFor() {
    return Optional.empty();
  }

  /** Sends nothing any more; what is under way may still be acknowledged. */
  default void suspend() {}

  /**
   * Forgets what is under way and takes events again.
   *
   * @param lastEventId what they follow
   */
  default void restart(String lastEventId) {}

  /**
   * Sends nothing any more and waits for what is under way.
   *
   * @return completes when there is nothing left to wait for, or after {@code millis}
   */
  default Future<Void> drain(long millis) {
    return Future.succeededFuture();
  }
}
