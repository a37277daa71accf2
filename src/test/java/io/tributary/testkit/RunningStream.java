package io.tributary.testkit;

import io.tributary.bus.Addresses;
import io.tributary.bus.Command;
import io.tributary.bus.StateMessage;
import io.tributary.config.ApiDefinition;
import io.tributary.stream.SseApiVerticle;
import io.tributary.stream.StreamServices;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A deployed {@link SseApiVerticle} named {@value #NAME} and everything it says on the bus. It
 * reconnects after 10 ms, without jitter, unless told otherwise. Never call it on an event loop.
 */
public final class RunningStream {

  /** The name of the API. */
  public static final String NAME = "prices";

  private final Vertx vertx;
  private final List<JsonObject> events = new CopyOnWriteArrayList<>();
  private final List<JsonObject> states = new CopyOnWriteArrayList<>();
  private final List<JsonObject> errors = new CopyOnWriteArrayList<>();
  private final SseApiVerticle verticle;
  private final String deployment;

  private RunningStream(Vertx vertx, SseApiVerticle verticle) {
    this.vertx = vertx;
    this.verticle = verticle;
    listen();
    deployment = Waiting.result(vertx.deployVerticle(verticle));
  }

  /** On one context, so that events, errors and states are seen in the order they were told. */
  private void listen() {
    Promise<Void> listening = Promise.promise();
    vertx
        .getOrCreateContext()
        .runOnContext(
            ignored -> {
              record(NAME, events);
              record(Addresses.state(NAME), states);
              record(Addresses.error(NAME), errors);
              listening.complete();
            });
    Waiting.result(listening.future());
  }

  private void record(String address, List<JsonObject> bodies) {
    vertx.eventBus().consumer(address, (Message<JsonObject> message) -> bodies.add(message.body()));
  }

  /** The definition of a stream from {@code url}, to be completed. */
  public static Definition from(URI url) {
    return new Definition(url);
  }

  /** A definition under construction. */
  public static final class Definition {

    private final JsonObject sseOptions =
        new JsonObject().put("reconnectDelay", 10).put("reconnectJitter", 0);
    private final JsonObject json =
        new JsonObject().put("type", "sse").put("sseOptions", sseOptions);

    private Definition(URI url) {
      json.put("url", url.toString());
    }

    /** A key of the definition. */
    public Definition with(String key, Object value) {
      json.put(key, value);
      return this;
    }

    /** A key of its {@code sseOptions}. */
    public Definition sse(String key, Object value) {
      sseOptions.put(key, value);
      return this;
    }

    /** The definition itself. */
    public ApiDefinition define() {
      return ApiDefinition.parse(NAME, json);
    }

    /** Deploys it. */
    public RunningStream start(Vertx vertx) {
      return new RunningStream(vertx, new SseApiVerticle(define()));
    }

    /** Deploys it beside others. */
    public RunningStream start(Vertx vertx, StreamServices services) {
      return new RunningStream(vertx, new SseApiVerticle(define(), services));
    }
  }

  /** The bodies of all events so far. */
  public List<JsonObject> events() {
    return events;
  }

  /** The data of all events so far, as text. */
  public List<String> data() {
    return events.stream().map(event -> String.valueOf(event.getValue("data"))).toList();
  }

  /** The words of all states so far. */
  public List<String> states() {
    return states.stream().map(state -> state.getString("state")).toList();
  }

  /** The bodies of all state messages so far. */
  public List<JsonObject> stateMessages() {
    return states;
  }

  /** The bodies of all errors so far. */
  public List<JsonObject> errors() {
    return errors;
  }

  /** Returns the data of all events once there are that many. */
  public List<String> awaitEvents(int count) {
    Waiting.until(
        () -> count + " events, were " + data() + ", states " + states() + ", errors " + errors,
        Waiting.PATIENCE,
        () -> events.size() >= count);
    return data();
  }

  /** Returns the last state message once it is of that state. */
  public JsonObject awaitState(String word) {
    Waiting.until(
        () -> "state " + word + ", was " + states + ", errors " + errors,
        Waiting.PATIENCE,
        () -> !states.isEmpty() && word.equals(lastState().getString("state")));
    return lastState();
  }

  /** Returns the errors once there are that many. */
  public List<JsonObject> awaitErrors(int count) {
    Waiting.until(
        () -> count + " errors, were " + errors, Waiting.PATIENCE, () -> errors.size() >= count);
    return errors;
  }

  /** Commands the stream and waits for the reply. */
  public StateMessage command(Command.Action action) {
    return Waiting.result(send(action));
  }

  /** Commands the stream. */
  public Future<StateMessage> send(Command.Action action) {
    return verticle.perform(Command.of(action, NAME));
  }

  /** Commands the stream. */
  public Future<StateMessage> send(Command command) {
    return verticle.perform(command);
  }

  /** What is deployed. */
  public SseApiVerticle verticle() {
    return verticle;
  }

  /** Undeploys the verticle. */
  public void stop() {
    Waiting.result(vertx.undeploy(deployment));
  }

  private JsonObject lastState() {
    return states.get(states.size() - 1);
  }
}
