package io.tributary.stream.action;

import io.tributary.bus.Command;
import io.tributary.bus.ErrorMessage;
import io.tributary.config.ApiDefinition;
import io.tributary.connection.Failure;
import io.tributary.metrics.StreamFigures;
import io.tributary.script.ActionTarget;
import io.tributary.script.ApiActions;
import io.tributary.script.SnippetResult;
import io.tributary.sse.SseEvent;
import io.tributary.stream.delivery.Bodies;
import io.tributary.stream.delivery.FlowHold;
import io.tributary.stream.tap.EventTap;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/**
 * The actions of one API: given its delivered events and its connection errors, they act on it, on
 * other streams and on the bus. The stream is held back while code is slower than its events. Lives
 * on the stream's event loop.
 */
public final class StreamActions implements EventTap {

  /** The stream itself, as its own actions see it. */
  public interface Own {

    void disconnect();

    void connect();

    /** An action failed; the stream goes on. */
    void failed(String message);
  }

  private final ApiActions actions;
  private final Bodies bodies;
  private final FlowHold.Brake brake;

  private StreamActions(ApiDefinition definition, ApiActions actions, FlowHold.Brake brake) {
    this.actions = actions;
    this.bodies = Bodies.of(definition.delivery().data());
    this.brake = brake;
    actions.onDrained(brake::release);
  }

  /** The actions of a definition; empty when it has none. */
  public static Optional<StreamActions> of(
      ApiDefinition definition,
      ActionServices services,
      EventBus bus,
      FlowHold.Brake brake,
      Own stream,
      StreamFigures figures) {
    if (!ActionServices.wants(definition.onResponse(), definition.onError())) {
      return Optional.empty();
    }
    Target target =
        new Target(
            definition.name(), services.controlAddress(), bus, stream, new RunFigures(figures));
    ApiActions actions = new ApiActions(definition, services.runner(), target);
    return Optional.of(new StreamActions(definition, actions, brake));
  }

  @Override
  public void event(SseEvent event) {
    actions.event(bodies.of(event));
    if (actions.isFull()) {
      brake.hold();
    }
  }

  /** Takes a connection error, as it is on the bus, and what it was about. */
  public void error(ErrorMessage error, Failure why) {
    JsonObject response = new JsonObject().put("body", error.message());
    error.statusCode().ifPresent(code -> response.put("statusCode", code));
    if (why instanceof Failure.Status status) {
      response
          .put("reasonPhrase", status.reasonPhrase())
          .put("headers", new JsonObject(Map.copyOf(status.headers())));
    }
    JsonObject json = error.toJson();
    actions.error(response.put("error", json), json);
  }

  /** Why an action is not performed any more; empty when all are. */
  public Optional<String> suspended() {
    return actions.suspended().isEmpty()
        ? Optional.empty()
        : Optional.of("suspended code: " + String.join(", ", actions.suspended()));
  }

  /** The stream was disconnected: what has not run does not. */
  public void drop() {
    actions.drop();
  }

  /** Suspended code runs again. */
  public void revive() {
    actions.revive();
  }

  /** The stream is gone. */
  public void close() {
    actions.close();
  }

  private record Target(
      String apiName, String controlAddress, EventBus bus, Own stream, RunFigures figures)
      implements ActionTarget {

    @Override
    public void disconnect(String name) {
      if (name.equals(apiName)) {
        stream.disconnect();
      } else {
        command(Command.of(Command.Action.DISCONNECT, name));
      }
    }

    @Override
    public void connect(String name) {
      if (name.equals(apiName)) {
        stream.connect();
      } else {
        command(Command.of(Command.Action.CONNECT, name));
      }
    }

    @Override
    public void publish(String address, Object body) {
      bus.publish(address, body);
    }

    @Override
    public void ran(SnippetResult result) {
      figures.count(result);
    }

    @Override
    public void failed(String message) {
      stream.failed(message);
    }

    private void command(Command command) {
      bus.request(controlAddress, command.toJson())
          .onFailure(
              why ->
                  stream.failed(
                      command.action() + " " + command.apiName() + ": " + why.getMessage()));
    }
  }
}
