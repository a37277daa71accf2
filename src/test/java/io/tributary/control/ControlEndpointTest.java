package io.tributary.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.Tributary;
import io.tributary.config.ServiceConfig;
import io.tributary.testkit.ScriptedSseServer;
import io.tributary.testkit.Waiting;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The control address as a consumer of the bus sees it. */
@ExtendWith(VertxExtension.class)
class ControlEndpointTest {

  private static final String ADDRESS = "my.control";

  private Vertx vertx;
  private ScriptedSseServer server;

  @BeforeEach
  void start(Vertx vertx) {
    this.vertx = vertx;
    server = ScriptedSseServer.start(vertx);
    server.on(it -> it.respond(200).sse().event(null, "1", "a"));
    JsonObject api = new JsonObject().put("type", "sse").put("url", server.url("/").toString());
    JsonObject config =
        new JsonObject()
            .put("API", new JsonObject().put("two", api).put("one", api.copy()))
            .put("checkpoint", new JsonObject().put("store", "none"))
            .put("control", new JsonObject().put("address", ADDRESS));
    Waiting.result(vertx.deployVerticle(new Tributary(ServiceConfig.parse(config))));
    server.awaitRequests(2);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Object ask(Object command) {
    return Waiting.result(vertx.eventBus().request(ADDRESS, command)).body();
  }

  private ReplyException refusal(Object command) {
    return (ReplyException)
        Waiting.result(
            vertx
                .eventBus()
                .request(ADDRESS, command)
                .transform(reply -> Future.succeededFuture(reply.cause())));
  }

  private static JsonObject command(String action, String apiName) {
    return new JsonObject().put("action", action).put("apiName", apiName);
  }

  private void awaitState(String apiName, String state) {
    Waiting.until(
        apiName + " is " + state,
        () -> ((JsonObject) ask(command("status", apiName))).getString("state").equals(state));
  }

  @Test
  void statusAndListTellTheStateOfEveryApi() {
    awaitState("one", "open");
    Waiting.until("an event", () -> !status("one").getString("lastEventId").isEmpty());

    JsonObject status = status("one");
    assertThat(status.fieldNames())
        .containsExactlyInAnyOrder("apiName", "state", "since", "attempt", "node", "lastEventId");
    assertThat(status.getString("apiName")).isEqualTo("one");
    assertThat(status.getInstant("since")).isNotNull();
    assertThat(status.getString("lastEventId")).isEqualTo("1");
    JsonArray list = (JsonArray) ask(new JsonObject().put("action", "list"));
    assertThat(list.stream().map(it -> ((JsonObject) it).getString("apiName")))
        .containsExactly("one", "two");
  }

  private JsonObject status(String apiName) {
    return (JsonObject) ask(command("status", apiName));
  }

  @Test
  void aStreamIsDisconnectedConnectedAndReconnected() {
    awaitState("one", "open");
    JsonObject reply = (JsonObject) ask(command("disconnect", "one"));
    assertThat(reply.getString("state")).isEqualTo("disconnected");
    assertThat(reply.getString("reason")).isEqualTo("disconnected by command");
    server.connections().awaitOpen(1);
    assertThat(((JsonObject) ask(command("connect", "one"))).getString("state"))
        .isEqualTo("connecting");
    awaitState("one", "open");
    assertThat(((JsonObject) ask(command("reconnect", "one"))).getString("state"))
        .isEqualTo("connecting");
    awaitState("one", "open");
    server.awaitRequests(4);
  }

  @Test
  void theBuiltInActionsOwnFormDisconnects() {
    JsonObject reply =
        (JsonObject)
            ask(new JsonObject().put("disconnectSSE", new JsonObject().put("apiName", "two")));

    assertThat(reply.getString("apiName")).isEqualTo("two");
    assertThat(reply.getString("state")).isEqualTo("disconnected");
    assertThat(status("one").getString("state")).isNotEqualTo("disconnected");
  }

  @Test
  void reconnectingADisconnectedStreamIsAConflict() {
    ask(command("disconnect", "one"));

    ReplyException refusal = refusal(command("reconnect", "one"));

    assertThat(refusal.failureCode()).isEqualTo(409);
    assertThat(refusal)
        .hasMessage("expected a running stream to reconnect, but one is disconnected; use connect");
  }

  @Test
  void anUnknownApiIsNotFoundAndTheKnownOnesAreListed() {
    ReplyException refusal = refusal(command("status", "three"));

    assertThat(refusal.failureCode()).isEqualTo(404);
    assertThat(refusal).hasMessage("no API is named \"three\"; known: [one, two]");
  }

  static Stream<Arguments> badCommands() {
    String actions = "[connect, disconnect, reconnect, status, list, replay]";
    return Stream.of(
        Arguments.of("disconnect", "expected a JSON object, got String"),
        Arguments.of(Buffer.buffer("x"), "expected a JSON object, got BufferImpl"),
        Arguments.of(7, "expected a JSON object, got Integer"),
        Arguments.of(null, "expected a JSON object, got null"),
        Arguments.of(new JsonArray(), "expected a JSON object, got JsonArray"),
        Arguments.of(new JsonObject(), "action: expected one of " + actions + ", got null"),
        Arguments.of(
            command("kill", "one"), "action: expected one of " + actions + ", got \"kill\""),
        Arguments.of(
            new JsonObject().put("action", "status"), "apiName: expected a text, got nothing"),
        Arguments.of(command("status", null), "apiName: expected a text, got nothing"),
        Arguments.of(
            new JsonObject().put("action", "status").put("apiName", 7),
            "apiName: expected a text, got 7"),
        Arguments.of(
            command("status", "one").put("after", "x"),
            "after is not a key of status; known: [apiName]"),
        Arguments.of(
            command("replay", "one").put("limit", 0),
            "limit: expected a whole number from 1, got 0"),
        Arguments.of(
            command("connect", "one").put("lastEventId", 5), "lastEventId: expected a text, got 5"),
        Arguments.of(
            new JsonObject().put("disconnectSSE", "one"),
            "expected {\"disconnectSSE\": {\"apiName\": \"…\"}}, got {\"disconnectSSE\":\"one\"}"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("badCommands")
  void aBadCommandIsAnsweredWithWhatWasExpected(Object command, String message) {
    ReplyException refusal = refusal(command);

    assertThat(refusal.failureCode()).isEqualTo(400);
    assertThat(refusal).hasMessage(message);
  }
}
