package io.tributary.control;

import io.tributary.bus.Addresses;
import io.tributary.bus.Command;
import io.tributary.bus.ControlFailure;
import io.tributary.connection.Timers;
import io.tributary.ownership.Directory;
import io.tributary.ownership.Owner;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One command on its way to the node that runs its API, wherever that moves meanwhile. Lives on one
 * event loop.
 */
final class Errand {

  /** Within this time there is an answer. */
  static final long LIMIT_MILLIS = 2000;

  private static final long AGAIN_MILLIS = 100;

  private final Command command;
  private final Commands local;
  private final Directory directory;
  private final EventBus bus;
  private final Timers timers;
  private final long startedAt;
  private final Promise<Object> answer = Promise.promise();
  private Timers.Timer again = Timers.Timer.NONE;
  private String obstacle = "the cluster's maps did not answer";
  private boolean noted;

  Errand(Command command, Commands local, Directory directory, EventBus bus, Timers timers) {
    this.command = command;
    this.local = local;
    this.directory = directory;
    this.bus = bus;
    this.timers = timers;
    this.startedAt = timers.nanoTime();
  }

  /** The answer, which is a {@link ControlFailure} 503 when nobody gives another in time. */
  Future<Object> run() {
    Timers.Timer limit = timers.after(LIMIT_MILLIS, this::giveUp);
    wish().onSuccess(done -> attempt()).onFailure(answer::tryFail);
    return answer
        .future()
        .onComplete(
            done -> {
              limit.cancel();
              again.cancel();
            });
  }

  /** First, so that it holds for the next owner too when this one does not answer. */
  private Future<Void> wish() {
    Optional<Boolean> connected =
        switch (command.action()) {
          case CONNECT -> Optional.of(true);
          case DISCONNECT -> Optional.of(false);
          default -> Optional.empty();
        };
    return connected
        .map(wished -> directory.wish(command.apiName(), wished).onSuccess(written -> noted = true))
        .orElse(Future.succeededFuture());
  }

  private void attempt() {
    directory
        .owner(command.apiName())
        .compose(owner -> owner.map(this::ask).orElseGet(() -> retry("no node runs it now")))
        .onSuccess(answer::tryComplete)
        .onFailure(why -> failed(why));
  }

  private Future<Object> ask(Owner owner) {
    if (owner.id().equals(directory.self().id())) {
      return local.perform(command);
    }
    obstacle = "its owner " + owner.name() + " did not answer";
    DeliveryOptions options = new DeliveryOptions().setSendTimeout(LIMIT_MILLIS);
    return bus.request(Addresses.node(owner.id()), command.toJson(), options)
        .map(reply -> reply.body());
  }

  private static Future<Object> retry(String why) {
    return Future.failedFuture(new ControlFailure(ControlFailure.UNAVAILABLE, why));
  }

  /** A stream that is moving is found nowhere for a moment. */
  private void failed(Throwable why) {
    boolean moving =
        why instanceof ReplyException failure
            && (failure.failureType() != ReplyFailure.RECIPIENT_FAILURE
                || failure.failureCode() == ControlFailure.NOT_FOUND
                || failure.failureCode() == ControlFailure.UNAVAILABLE);
    if (!moving) {
      answer.tryFail(why);
      return;
    }
    if (((ReplyException) why).failureType() == ReplyFailure.RECIPIENT_FAILURE) {
      obstacle = why.getMessage();
    }
    if (!answer.future().isComplete()) {
      again = timers.after(AGAIN_MILLIS, this::attempt);
    }
  }

  private void giveUp() {
    long millis = TimeUnit.NANOSECONDS.toMillis(timers.nanoTime() - startedAt);
    answer.tryFail(
        new ControlFailure(
            ControlFailure.UNAVAILABLE,
            "expected an answer about %s, got none in %d ms: %s%s"
                .formatted(
                    command.apiName(),
                    millis,
                    obstacle,
                    noted ? "; whoever runs it next will obey the " + command.action() : "")));
  }
}
