package io.tributary.control;

import io.tributary.bus.Command;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes commands on an address of the bus. Every message is answered. */
public final class ControlEndpoint {

  private static final Logger LOG = LoggerFactory.getLogger(ControlEndpoint.class);
  private static final int INTERNAL_ERROR = 500;

  private final EventBus bus;
  private final String address;
  private final Commands commands;
  private MessageConsumer<Object> consumer;

  public ControlEndpoint(EventBus bus, String address, Commands commands) {
    this.bus = bus;
    this.address = address;
    this.commands = commands;
  }

  /** Completes when commands are taken, on every node. */
  public Future<Void> start() {
    // A body of another type than the declared one would throw before any answer.
    consumer = bus.consumer(address, this::answer);
    return consumer.completion();
  }

  public Future<Void> stop() {
    return consumer == null ? Future.succeededFuture() : consumer.unregister();
  }

  private void answer(Message<Object> message) {
    Future.succeededFuture(message.body())
        .map(Command::parse)
        .compose(commands::perform)
        .onSuccess(message::reply)
        .onFailure(why -> message.fail(code(why), why.getMessage()));
  }

  private static int code(Throwable why) {
    if (why instanceof ReplyException failure) {
      return failure.failureCode();
    }
    LOG.error("a command failed unexpectedly", why);
    return INTERNAL_ERROR;
  }
}
