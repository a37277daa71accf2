package io.tributary.control;

import io.tributary.bus.Command;
import io.tributary.bus.Command.Action;
import io.tributary.bus.ReplayMessage;
import io.tributary.bus.StateMessage;
import io.tributary.stream.SseApiVerticle;
import io.tributary.stream.Streams;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes commands on the control address. Every message is answered. */
public final class ControlEndpoint {

  private static final Logger LOG = LoggerFactory.getLogger(ControlEndpoint.class);
  private static final int INTERNAL_ERROR = 500;

  private final EventBus bus;
  private final String address;
  private final Streams streams;
  private MessageConsumer<Object> consumer;

  public ControlEndpoint(EventBus bus, String address, Streams streams) {
    this.bus = bus;
    this.address = address;
    this.streams = streams;
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
        .compose(this::perform)
        .onSuccess(message::reply)
        .onFailure(why -> message.fail(code(why), why.getMessage()));
  }

  /**
   * Obeys a command that did not come over the bus.
   *
   * @return what the reply would be, or a {@link io.tributary.bus.ControlFailure}
   */
  public Future<Object> perform(Command command) {
    if (command.action() == Action.LIST) {
      return list();
    }
    return streams.find(command.apiName()).compose(stream -> answer(stream, command));
  }

  private static Future<Object> answer(SseApiVerticle stream, Command command) {
    return command.action() == Action.REPLAY
        ? stream.replay(command).map(ReplayMessage::toJson)
        : stream.perform(command).map(StateMessage::toJson);
  }

  private Future<Object> list() {
    List<Future<JsonObject>> states =
        streams.all().stream()
            .map(stream -> stream.perform(Command.of(Action.STATUS, stream.definition().name())))
            .map(state -> state.map(StateMessage::toJson))
            .toList();
    return Future.all(states).map(all -> new JsonArray(all.<JsonObject>list()));
  }

  private static int code(Throwable why) {
    if (why instanceof ReplyException failure) {
      return failure.failureCode();
    }
    LOG.error("a command failed unexpectedly", why);
    return INTERNAL_ERROR;
  }
}
