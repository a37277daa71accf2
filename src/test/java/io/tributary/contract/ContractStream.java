package io.tributary.contract;

import io.tributary.bus.Addresses;
import io.tributary.bus.Command;
import io.tributary.config.ApiDefinition;
import io.tributary.stream.SseApiVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One stream of a harness: what it asked for as a definition, and what the stream says as reports.
 * Everything comes over the bus to one context, so that the reports keep the order of the stream.
 * Lives on one event loop.
 */
final class ContractStream {

  /** The harness sends events of 13 MB. */
  private static final int LARGEST_EVENT = 64 << 20;

  private final Vertx vertx;
  private final String name;
  private final SseApiVerticle verticle;
  private final Reports reports;
  private final List<MessageConsumer<?>> consumers = new ArrayList<>();
  private String deployment;

  /**
   * @throws RuntimeException what was wrong with the parameters
   */
  ContractStream(Vertx vertx, String name, JsonObject wanted) {
    this.vertx = vertx;
    this.name = name;
    this.reports = new Reports(vertx, text(wanted, "callbackUrl"));
    this.verticle =
        new SseApiVerticle(ApiDefinition.parse(name, definition(wanted)))
            .onComment(comment -> vertx.eventBus().publish(commentAddress(), comment));
  }

  private static JsonObject definition(JsonObject wanted) {
    int delay = Math.max(1, number(wanted, "initialDelayMs", 1000));
    JsonObject options =
        new JsonObject()
            .put("reconnectDelay", delay)
            .put("maxReconnectDelay", Math.max(delay, 30_000))
            .put("reconnectJitter", 0)
            .put("maxReconnectAttempts", -1)
            .put("idleTimeout", number(wanted, "readTimeoutMs", 0))
            .put("maxEventSize", LARGEST_EVENT);
    JsonObject definition =
        new JsonObject()
            .put("type", "sse")
            .put("url", text(wanted, "streamUrl"))
            .put("sseOptions", options)
            .put("delivery", new JsonObject().put("data", "text"));
    copy(wanted, "lastEventId", options);
    copy(wanted, "method", definition);
    copy(wanted, "body", definition);
    copy(wanted, "headers", definition);
    return definition;
  }

  private static void copy(JsonObject from, String key, JsonObject to) {
    Object value = from.getValue(key);
    if (value != null && !value.equals("")) {
      to.put(key, value);
    }
  }

  private static String text(JsonObject wanted, String key) {
    if (wanted.getValue(key) instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw new IllegalArgumentException("expected the parameter " + key + ", got " + wanted);
  }

  private static int number(JsonObject wanted, String key, int otherwise) {
    Integer number = wanted.getInteger(key);
    return number == null ? otherwise : number;
  }

  Future<?> open() {
    consume(name, this::event);
    consume(commentAddress(), this::comment);
    consume(Addresses.error(name), this::error);
    return vertx.deployVerticle(verticle).onSuccess(id -> deployment = id);
  }

  Future<?> restart() {
    return verticle.perform(Command.of(Command.Action.RECONNECT, name));
  }

  Future<?> close() {
    reports.close();
    consumers.forEach(MessageConsumer::unregister);
    return vertx.undeploy(deployment);
  }

  private String commentAddress() {
    return name + ".comment";
  }

  private <T> void consume(String address, Consumer<T> report) {
    consumers.add(
        vertx.eventBus().consumer(address, (Message<T> message) -> report.accept(message.body())));
  }

  private void event(JsonObject body) {
    JsonObject event =
        new JsonObject()
            .put("type", body.getString("event"))
            .put("data", body.getString("data"))
            .put("id", body.getString("id"));
    reports.add(new JsonObject().put("kind", "event").put("event", event));
  }

  private void comment(String comment) {
    reports.add(new JsonObject().put("kind", "comment").put("comment", comment));
  }

  private void error(JsonObject body) {
    reports.add(
        new JsonObject()
            .put("kind", "error")
            .put("error", body.getString("type"))
            .put("comment", body.getString("message")));
  }
}
