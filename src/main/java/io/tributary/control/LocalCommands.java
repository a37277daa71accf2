package io.tributary.control;

import io.tributary.bus.Command;
import io.tributary.bus.Command.Action;
import io.tributary.bus.ReplayMessage;
import io.tributary.bus.StateMessage;
import io.tributary.stream.SseApiVerticle;
import io.tributary.stream.Streams;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;

/** Obeys commands about the streams of this process. Thread-safe. */
public final class LocalCommands implements Commands {

  private final Streams streams;

  public LocalCommands(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Future<Object> perform(Command command) {
    return command.action() == Action.LIST
        ? list()
        : streams.find(command.apiName()).compose(stream -> answer(stream, command));
  }

  private static Future<Object> answer(SseApiVerticle stream, Command command) {
    return command.action() == Action.REPLAY
        ? stream.replay(command).map(ReplayMessage::toJson)
        : stream.perform(command).map(StateMessage::toJson);
  }

  private Future<Object> list() {
    return streams
        .states()
        .map(states -> new JsonArray(states.stream().map(StateMessage::toJson).toList()));
  }
}
