package io.tributary.stream.delivery;

import io.tributary.connection.Timers;
import io.tributary.ownership.Tenure;
import io.tributary.sse.SseEvent;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Publish and send mode in a cluster: holds the stream back, and keeps what came nevertheless,
 * while nothing may be emitted. Lives on one event loop.
 */
final class GatedDelivery implements Delivery {

  /** What a request says while it waits for the same reason. */
  static final String WAITS = "waits for contact to a majority of the cluster";

  private static final long RETRY_MILLIS = 100;

  private final Delivery delivery;
  private final Tenure tenure;
  private final Timers timers;
  private final FlowHold.Brake brake;
  private final DeliveryWatcher watcher;

  /** Few: the stream is held back from the first one on. */
  private final Deque<Runnable> held = new ArrayDeque<>();

  private Timers.Timer retry = Timers.Timer.NONE;

  GatedDelivery(
      Delivery delivery,
      Tenure tenure,
      Timers timers,
      FlowHold.Brake brake,
      DeliveryWatcher watcher) {
    this.delivery = delivery;
    this.tenure = tenure;
    this.timers = timers;
    this.brake = brake;
    this.watcher = watcher;
  }

  @Override
  public boolean deliver(SseEvent event) {
    if (held.isEmpty() && tenure.mayEmit()) {
      return delivery.deliver(event);
    }
    hold(() -> delivery.deliver(event));
    return true;
  }

  @Override
  public void skip(String lastEventId) {
    if (held.isEmpty()) {
      delivery.skip(lastEventId);
    } else {
      hold(() -> delivery.skip(lastEventId));
    }
  }

  @Override
  public Optional<String> waitsFor() {
    return held.isEmpty() ? delivery.waitsFor() : Optional.of(WAITS);
  }

  @Override
  public void suspend() {
    drop();
    delivery.suspend();
  }

  @Override
  public void restart(String lastEventId) {
    drop();
    delivery.restart(lastEventId);
  }

  @Override
  public Future<Void> drain(long millis) {
    drop();
    return delivery.drain(millis);
  }

  private void hold(Runnable task) {
    held.add(task);
    if (held.size() == 1) {
      brake.hold();
      retry = timers.after(RETRY_MILLIS, this::retry);
      watcher.waitsForChanged();
    }
  }

  private void retry() {
    while (!held.isEmpty() && tenure.mayEmit()) {
      held.poll().run();
    }
    if (held.isEmpty()) {
      watcher.waitsForChanged();
      brake.release();
    } else {
      retry = timers.after(RETRY_MILLIS, this::retry);
    }
  }

  private void drop() {
    held.clear();
    retry.cancel();
    brake.release();
  }
}
