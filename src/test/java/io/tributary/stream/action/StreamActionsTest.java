package io.tributary.stream.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.Tributary;
import io.tributary.config.InvalidConfig;
import io.tributary.config.ServiceConfig;
import io.tributary.testkit.RunningStream;
import io.tributary.testkit.ScriptedSseServer;
import io.tributary.testkit.Waiting;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a definition wants done on its events and errors, over real sockets and real code. */
@ExtendWith(VertxExtension.class)
class StreamActionsTest {

  private ScriptedSseServer server;
  private final List<Object> published = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start(Vertx vertx) {
    server = ScriptedSseServer.start(vertx);
    vertx.eventBus().consumer("out", message -> published.add(message.body()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static JsonObject code(String body) {
    return new JsonObject().put("executeCode", new JsonObject().put("body", body));
  }

  private void awaitPublished(int count) {
    Waiting.until(count + " published", () -> published.size() >= count);
  }

  @Test
  void codeRunsForEachEventInOrderAndRemembersWhatItStored(Vertx vertx) {
    server.on(it -> it.respond(200).sse().event("{\"n\":1}").event("{\"n\":2}").event("{\"n\":3}"));

    RunningStream stream =
        RunningStream.from(server.url("/"))
            .with(
                "onResponse",
                code(
                    """
                    const sum = (ensemble.storage.get('sum') ?? 0) + response.body.data.n;
                    ensemble.storage.set('sum', sum);
                    ensemble.publish('out', {sum, type: event.event});
                    """))
            .start(vertx);

    awaitPublished(3);
    assertThat(published)
        .extracting(it -> ((JsonObject) it).getInteger("sum"))
        .containsExactly(1, 3, 6);
    stream.stop();
  }

  @Test
  void aSnippetThatDisconnectsAfterTheThirdEventEndsTheStreamThere(Vertx vertx) {
    server.on(it -> it.respond(200).sse().event("1").event("2").event("3").event("4"));

    RunningStream stream =
        RunningStream.from(server.url("/"))
            .with(
                "onResponse",
                code(
                    """
                    ensemble.publish('out', event.data);
                    if (event.data === 3) ensemble.disconnectSSE({apiName: 'prices'});
                    """))
            .start(vertx);

    assertThat(stream.awaitState("disconnected").getString("reason"))
        .isEqualTo("disconnected by its own action");
    server.connections().awaitOpen(0);
    assertThat(published).containsExactly(1, 2, 3);
    stream.stop();
  }

  @Test
  void codeOnAnErrorSeesTheErrorAndAFailingOneIsToldWithItsLine(Vertx vertx) {
    server.on(
        it -> it.respond(503, "Full").header("X-Why", "lunch").end(),
        it -> it.respond(200).sse().event("x"));

    RunningStream stream =
        RunningStream.from(server.url("/"))
            .with(
                "onError",
                new JsonArray()
                    .add(code("ensemble.publish('out', response);"))
                    .add(new JsonObject().put("publish", new JsonObject().put("address", "out"))))
            .with("onResponse", code("var a = 1;\nnobody.knows(a);"))
            .start(vertx);

    awaitPublished(2);
    JsonObject response = (JsonObject) published.get(0);
    assertThat(response.getInteger("statusCode")).isEqualTo(503);
    assertThat(response.getString("reasonPhrase")).isEqualTo("Full");
    assertThat(response.getJsonObject("headers").getString("x-why")).isEqualTo("lunch");
    assertThat(response.getString("body")).isEqualTo("expected HTTP 200, got 503");
    assertThat(response.getJsonObject("error")).isEqualTo(published.get(1));
    JsonObject failure = stream.awaitErrors(2).get(1);
    assertThat(failure.getString("type")).isEqualTo("script");
    assertThat(failure.getString("message")).contains("line 2").contains("nobody");
    assertThat(stream.states()).doesNotContain("failed");
    stream.stop();
  }

  @Test
  void disconnectSseEndsAnotherStreamThroughTheControlAddress(Vertx vertx) {
    server.on(it -> it.respond(200).sse().event("1"));
    JsonObject other =
        new JsonObject().put("type", "sse").put("url", server.url("/other").toString());
    JsonObject first =
        other
            .copy()
            .put("url", server.url("/first").toString())
            .put("autoStart", false)
            .put(
                "onResponse",
                new JsonObject().put("disconnectSSE", new JsonObject().put("apiName", "other")));
    Tributary service = service(new JsonObject().put("first", first).put("other", other));
    Waiting.result(vertx.deployVerticle(service));
    server.connections().awaitOpen(1);

    Waiting.result(
        vertx
            .eventBus()
            .request(
                "sse.control", new JsonObject().put("action", "connect").put("apiName", "first")));

    Waiting.until(
        "other is disconnected",
        () ->
            ((JsonObject)
                    Waiting.result(
                            vertx
                                .eventBus()
                                .request(
                                    "sse.control",
                                    new JsonObject()
                                        .put("action", "status")
                                        .put("apiName", "other")))
                        .body())
                .getString("state")
                .equals("disconnected"));
  }

  @Test
  void aSyntaxErrorFailsTheStartAndSaysWhere(Vertx vertx) {
    JsonObject api =
        new JsonObject()
            .put("type", "sse")
            .put("url", server.url("/").toString())
            .put("onResponse", code("var fine = 1;\nvar = 2;"));

    Throwable failure =
        Waiting.result(
            vertx
                .deployVerticle(service(new JsonObject().put("broken", api)))
                .transform(done -> Future.succeededFuture(done.cause())));

    assertThat(failure)
        .isInstanceOf(InvalidConfig.class)
        .hasMessageContaining("API.broken.onResponse")
        .hasMessageContaining("line 2, column");
  }

  private static Tributary service(JsonObject apis) {
    return new Tributary(
        ServiceConfig.parse(
            new JsonObject()
                .put("API", apis)
                .put("checkpoint", new JsonObject().put("store", "none"))));
  }
}
