package io.tributary.stream;

import io.tributary.bus.ControlFailure;
import io.tributary.connection.Failure;
import io.tributary.ownership.Tenure;
import io.tributary.stream.delivery.Delivery;
import io.tributary.stream.delivery.Position;
import io.tributary.stream.tap.Readers;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Starts, restarts and ends one stream so that its connection, its delivery and its readers agree
 * on the id they go on from. Lives on one event loop.
 */
final class Helm {

  /** How long a stop waits for acknowledgements that are under way. */
  static final long DRAIN_MILLIS = 5000;

  /** The same where another node goes on: it sends again what was not acknowledged by then. */
  static final long HANDOVER_MILLIS = 200;

  private final Position position;
  private final ReconnectScheduler scheduler;
  private final Delivery delivery;
  private final Readers readers;
  private final Tenure tenure;
  private Future<Void> loading = Future.succeededFuture();

  /** Whether the stream is to connect as soon as its position is known. */
  private boolean wanted;

  private boolean stopped;

  Helm(
      Position position,
      ReconnectScheduler scheduler,
      Delivery delivery,
      Readers readers,
      Tenure tenure) {
    this.position = position;
    this.scheduler = scheduler;
    this.delivery = delivery;
    this.readers = readers;
    this.tenure = tenure;
  }

  /** Finds out where to start from and, unless told otherwise meanwhile, connects there. */
  void start(boolean connect) {
    wanted = connect;
    loading = position.load();
    loading.onSuccess(known -> begin()).onFailure(this::unreadable);
  }

  /**
   * Starts a stream that does not run, from its position; with an id restarts any stream there.
   *
   * @return fails with a {@link ControlFailure} 409 when the position cannot be read
   */
  Future<Void> connect(Optional<String> from) {
    wanted = true;
    return known(from.isPresent())
        .onSuccess(known -> from.ifPresentOrElse(this::restartFrom, this::begin));
  }

  /**
   * Ends the stream for good: what is not sent is dropped, what is under way still counts.
   *
   * @return completes when no socket is left
   */
  Future<Void> disconnect(String reason) {
    wanted = false;
    delivery.suspend();
    return scheduler.disconnect(reason);
  }

  /** Ends the stream, waits a little for acknowledgements, and has its position written. */
  Future<Void> stop() {
    stopped = true;
    wanted = false;
    return scheduler
        .disconnect("the service stops")
        .compose(closed -> delivery.drain(drainMillis()))
        .compose(drained -> position.close())
        .otherwiseEmpty(); // an unwritten position was reported, and is no reason not to stop
  }

  private long drainMillis() {
    return tenure.epoch().isPresent() ? HANDOVER_MILLIS : DRAIN_MILLIS;
  }

  private Future<Void> known(boolean mayBeFresh) {
    if (position.isKnown()) {
      return Future.succeededFuture();
    }
    loading = loading.recover(why -> mayBeFresh ? position.loadFresh() : position.load());
    return loading
        .onFailure(this::unreadable)
        .recover(why -> Future.failedFuture(ControlFailure.conflict(why.getMessage())));
  }

  private void begin() {
    if (!wanted || stopped) {
      return;
    }
    if (!scheduler.state().isAlive()) {
      delivery.restart(position.resumeFrom());
      readers.startFrom(position.resumeFrom());
      scheduler.startFrom(position.resumeFrom());
    }
    scheduler.connect();
  }

  private void restartFrom(String lastEventId) {
    // First, so that nothing of the connection before is taken for what follows the id.
    scheduler.connectFrom(lastEventId);
    delivery.restart(lastEventId);
    readers.startFrom(lastEventId);
    position.moveTo(lastEventId);
  }

  private void unreadable(Throwable why) {
    if (!stopped) {
      scheduler.fail(new Failure.Checkpoint(why.getMessage()));
    }
  }
}
