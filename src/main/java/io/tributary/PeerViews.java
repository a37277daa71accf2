package io.tributary;

import io.tributary.bus.Command.Action;
import io.tributary.control.Commands;
import io.tributary.http.api.StreamView;
import io.tributary.stream.Streams;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;

/**
 * What the nodes of a cluster tell each other about a stream beside its state: how it looks over
 * HTTP. Replies on the control address do not have it.
 */
final class PeerViews {

  private PeerViews() {}

  /** Commands of another node: their answers tell more. */
  static Commands adding(Commands local, Streams streams) {
    return command ->
        command.action() != Action.STATUS && command.action() != Action.LIST
            ? local.perform(command)
            : local
                .perform(command)
                .map(
                    answer -> {
                      boolean detailed = command.action() == Action.STATUS;
                      states(answer, state -> add(state, streams, detailed));
                      return answer;
                    });
  }

  /** Commands of users: their answers are what is promised and nothing else. */
  static Commands without(Commands commands) {
    return command ->
        commands
            .perform(command)
            .map(
                answer -> {
                  states(answer, state -> state.remove(StreamView.PEER));
                  return answer;
                });
  }

  private static void add(JsonObject state, Streams streams, boolean detailed) {
    streams
        .local(state.getString("apiName", ""))
        .ifPresent(
            stream -> {
              JsonObject view = StreamView.withFigures(new JsonObject(), stream);
              state.put(StreamView.PEER, detailed ? StreamView.withDetails(view, stream) : view);
            });
  }

  private static void states(Object answer, Consumer<JsonObject> action) {
    if (answer instanceof JsonArray list) {
      list.forEach(each -> action.accept((JsonObject) each));
    } else if (answer instanceof JsonObject state) {
      action.accept(state);
    }
  }
}
