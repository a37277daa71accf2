package io.tributary.stream.delivery;

import io.tributary.config.DeliveryConfig;
import io.tributary.connection.Timers;
import io.tributary.ownership.Tenure;
import io.tributary.sse.SseEvent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.DecodeException;
import java.time.Duration;
import java.util.Optional;

/**
 * Request mode: an event is done once a consumer replied to it, or when it is given up. The stream
 * is held back while the window has no room.
 */
public final class RequestDelivery implements Delivery {

  private static final Duration LONGEST_REPLY_WAIT = Duration.ofDays(1);

  private final EventBus bus;
  private final String address;
  private final Bodies bodies;
  private final Timers timers;
  private final FlowHold.Brake brake;
  private final DeliveryWatcher watcher;
  private final Window window;
  private final Envelope envelope;
  private final Tenure tenure;
  private final int lowWater;
  private boolean waited;

  /** Who waits for the window; completed as long as nobody does. */
  private Promise<Void> drained = Promise.promise();

  /** A delivery to the address of {@code config}; {@code brake} is used by nobody else. */
  public RequestDelivery(
      EventBus bus,
      DeliveryConfig config,
      Timers timers,
      FlowHold.Brake brake,
      DeliveryWatcher watcher,
      Tenure tenure) {
    this.bus = bus;
    this.address = config.address();
    this.bodies = Bodies.of(config.data());
    this.timers = timers;
    this.brake = brake;
    this.watcher = watcher;
    var limits =
        new Window.Limits(config.maxInFlight(), config.ackTimeout(), config.maxRedeliveries());
    this.window = new Window(limits, timers, new ToBus());
    this.tenure = tenure;
    this.envelope = new Envelope(Duration.ofMillis(replyWait(limits)), tenure);
    this.lowWater = config.maxInFlight() - Math.max(1, config.maxInFlight() / 4);
  }

  @Override
  public boolean deliver(SseEvent event) {
    DeliveryOptions options = envelope.first(event);
    try {
      window.offer(event.id(), bodies.of(event), options);
      return true;
    } catch (DecodeException e) {
      watcher.undecodable(Bodies.notJson(event, e));
      window.skip(event.id());
      return false;
    }
  }

  @Override
  public void skip(String lastEventId) {
    envelope.skip(lastEventId);
    window.skip(lastEventId);
  }

  @Override
  public int inFlight() {
    return window.inFlight();
  }

  @Override
  public Optional<String> waitsFor() {
    if (!window.isConsumerMissing()) {
      return Optional.empty();
    }
    return Optional.of(
        tenure.mayEmit() ? "waits for a consumer of " + address : GatedDelivery.WAITS);
  }

  @Override
  public void suspend() {
    window.suspend();
  }

  @Override
  public void restart(String lastEventId) {
    envelope.startFrom(lastEventId);
    window.restart();
  }

  @Override
  public Future<Void> drain(long millis) {
    Promise<Void> all = Promise.promise();
    drained = all;
    Timers.Timer patience = timers.after(millis, all::tryComplete);
    window.suspend();
    return all.future().onComplete(done -> patience.cancel());
  }

  /**
   * Longer than any letter can be with a consumer: it is the window that decides when a reply is
   * late, but one that never comes must be forgotten some day.
   */
  private static long replyWait(Window.Limits limits) {
    long turns = (long) limits.maxInFlight() * (limits.maxRedeliveries() + 1L) + 1;
    long longest = LONGEST_REPLY_WAIT.toMillis();
    long once = Math.max(1, limits.ackTimeout().toMillis());
    return turns > longest / once ? Math.max(longest, once) : turns * once;
  }

  private void outcome(Letter letter, int send, Throwable why) {
    if (why == null) {
      watcher.acknowledged(timers.nanoTime() - letter.sentAt);
      boolean elsewhere = letter.timedOut && letter.awaits(send);
      window.acknowledged(letter);
      if (elsewhere) {
        window.overtaken(letter);
      }
    } else if (why instanceof ReplyException reply
        && reply.failureType() == ReplyFailure.NO_HANDLERS) {
      window.unconsumed(letter, send);
    } else {
      window.failed(letter, send, "expected an acknowledgement, got: " + why.getMessage());
    }
  }

  private DeliveryOptions redelivery(Letter letter) {
    watcher.redelivering();
    return envelope.again(letter.options, letter.failures);
  }

  /** What the window decides, done. */
  private final class ToBus implements Outlet {

    @Override
    public void send(Letter letter, int send) {
      if (!tenure.mayEmit()) {
        window.unconsumed(letter, send);
        return;
      }
      letter.sentAt = timers.nanoTime();
      bus.request(address, letter.body, letter.failures == 0 ? letter.options : redelivery(letter))
          .onComplete((reply, why) -> outcome(letter, send, why));
    }

    @Override
    public void dead(Letter letter, String reason) {
      watcher.dead(letter.id, reason, letter.failures, letter.body);
    }

    @Override
    public void done(String lastId) {
      watcher.done(lastId);
    }

    @Override
    public void changed() {
      if (!window.isOpen()) {
        brake.hold();
      } else if (window.size() <= lowWater) {
        brake.release();
      }
      if (window.inFlight() == 0) {
        drained.tryComplete();
      }
      if (waited != window.isConsumerMissing()) {
        waited = window.isConsumerMissing();
        watcher.waitsForChanged();
      }
    }
  }
}
