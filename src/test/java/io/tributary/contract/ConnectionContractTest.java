package io.tributary.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testkit.Exchange;
import io.tributary.testkit.ReceivedRequest;
import io.tributary.testkit.ScriptedSseServer;
import io.tributary.testkit.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * HTTP behaviour and reconnection of the public contract tests, and the protocol with the harness,
 * through the contract service.
 */
@ExtendWith(VertxExtension.class)
class ConnectionContractTest {

  private static final String BODY = "{\"hello\": \"world\"}";

  private ScriptedSseServer server;
  private Harness harness;

  @BeforeEach
  void start(Vertx vertx) {
    ContractService service = new ContractService(0, () -> {});
    Waiting.result(vertx.deployVerticle(service));
    server = ScriptedSseServer.start(vertx).on(it -> it.respond(200).sse());
    harness = new Harness(vertx, service.port());
  }

  @AfterEach
  void stop() {
    harness.close();
    server.close();
  }

  private JsonObject parameters() {
    return harness.parameters(server.url("/stream")).put("initialDelayMs", 0);
  }

  private ReceivedRequest request(int number) {
    return server.awaitRequests(number).get(number - 1);
  }

  @Test
  void theServiceDescribesItself() {
    JsonObject description = harness.send(HttpMethod.GET, "/", null).bodyAsJsonObject();

    assertThat(description.getJsonArray("capabilities"))
        .isEqualTo(new JsonArray(ContractService.CAPABILITIES));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "{\"streamUrl\": \"http://127.0.0.1/\"}",
        "{\"callbackUrl\": \"http://127.0.0.1/\"}",
        "{\"callbackUrl\": \"http://127.0.0.1/\", \"streamUrl\": \"ftp://x\"}"
      })
  void badParametersAreRefused(String parameters) {
    HttpResponse<Buffer> response =
        harness.send(HttpMethod.POST, "/", Json.decodeValue(parameters));

    assertThat(response.statusCode()).isEqualTo(400);
  }

  @Test
  void anUnknownCommandAndAnUnknownStreamAreRefused() {
    JsonObject restart = new JsonObject().put("command", "restart");
    harness.open(parameters());

    assertThat(harness.send(HttpMethod.POST, "/stream99", restart).statusCode()).isEqualTo(404);
    assertThat(harness.send(HttpMethod.DELETE, "/stream99", null).statusCode()).isEqualTo(404);
    assertThat(
            harness
                .send(HttpMethod.POST, harness.location(), new JsonObject().put("command", "x"))
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void aClosedStreamLetsGoOfItsConnection() {
    harness.open(parameters());
    server.connections().awaitOpen(1);

    assertThat(harness.send(HttpMethod.DELETE, harness.location(), null).statusCode())
        .isEqualTo(204);
    server.connections().awaitOpen(0);
  }

  @Test
  void aRequestHasTheDefaultMethodAndHeaders() {
    harness.open(parameters());

    assertThat(request(1).method()).isEqualTo("GET");
    assertThat(request(1).headers("Accept")).containsExactly("text/event-stream");
    assertThat(request(1).headers("Cache-Control")).containsExactly("no-cache");
    assertThat(request(1).headers("Last-Event-ID")).isEmpty();
  }

  @Test
  void a204IsNeverFollowedByAnotherRequest(Vertx vertx) {
    server.on(it -> it.respond(204).end());
    harness.open(parameters());

    harness.next("error");
    Waiting.result(vertx.timer(300));
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 307})
  void aRedirectIsFollowed(int status) {
    server.at("/stream", it -> it.redirect(status, "/there"));
    server.at("/there", it -> it.respond(200).sse().event("hello"));
    harness.open(parameters());

    assertThat(harness.nextEvent()).isEqualTo("message|hello|");
  }

  @ParameterizedTest
  @CsvSource({"301,empty", "301,missing", "307,empty", "307,missing"})
  void aRedirectToNowhereIsAnErrorAndNoLoop(int status, String location) {
    server.on(
        it -> {
          Exchange answer = it.respond(status);
          (location.equals("empty") ? answer.header("Location", "") : answer).end();
        });
    harness.open(parameters());

    assertThat(harness.next("error").getString("error")).isEqualTo("redirect");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void headersOfTheHarnessAreSent() {
    JsonObject headers = new JsonObject().put("name-1", "value-1").put("name-2", "value-2");
    harness.open(parameters().put("headers", headers));

    assertThat(request(1).headers("Name-1")).containsExactly("value-1");
    assertThat(request(1).headers("Name-2")).containsExactly("value-2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "REPORT"})
  void aBodyIsSentAgainOnEveryReconnect(String method) {
    server.on(it -> it.respond(200).sse().event("7").drop());
    JsonObject headers = new JsonObject().put("content-type", "application/json; charset=utf-8");
    harness.open(parameters().put("method", method).put("body", BODY).put("headers", headers));

    for (int number = 1; number <= 2; number++) {
      assertThat(request(number).method()).isEqualTo(method);
      assertThat(request(number).body().toString()).isEqualTo(BODY);
      assertThat(request(number).headers("Content-Type"))
          .containsExactly("application/json; charset=utf-8");
    }
  }

  @Test
  void theInitialLastEventIdIsSent() {
    harness.open(parameters().put("lastEventId", "abc"));

    assertThat(request(1).headers("Last-Event-ID")).containsExactly("abc");
  }

  @Test
  void aRestartConnectsAtOnceAndIsNoError() {
    server.on(
        it -> it.respond(200).sse().event("Hello"), it -> it.respond(200).sse().event("Thanks"));
    harness.open(parameters().put("initialDelayMs", 60_000));
    assertThat(harness.nextEvent()).isEqualTo("message|Hello|");

    JsonObject restart = new JsonObject().put("command", "restart");
    assertThat(harness.send(HttpMethod.POST, harness.location(), restart).statusCode())
        .isEqualTo(202);

    assertThat(harness.nextEvent()).isEqualTo("message|Thanks|");
  }

  @ParameterizedTest
  @CsvSource({
    "'id: abc\ndata: Hello\n\n',abc",
    "'id: abc\ndata: Hello\n\ndata: World\n\n',abc",
    "'id: abc\ndata: Hello\n\nid: \ndata: World\n\n',",
    "'id: abc\ndata: Hello\n\nid: def\ndata: Goodbye',abc"
  })
  void aReconnectSendsTheIdOfTheLastWholeEvent(String stream, String id) {
    server.on(
        it -> it.respond(200).sse().text(stream).drop(),
        it -> it.respond(200).sse().event(null, "def", "World again"));
    harness.open(parameters());

    if (id == null) {
      assertThat(request(2).headers("Last-Event-ID")).isEmpty();
    } else {
      assertThat(request(2).headers("Last-Event-ID")).containsExactly(id);
    }
    Waiting.until("the second stream's event", () -> lastReport().contains("World again|def"));
    assertThat(harness.reports().toString()).doesNotContain("Goodbye");
  }

  private String lastReport() {
    int count = harness.reports().size();
    JsonObject event = count == 0 ? null : harness.reports().get(count - 1).getJsonObject("event");
    return event == null ? "" : event.getString("data") + '|' + event.getString("id");
  }

  @Test
  void aReadTimeoutIsAnErrorAndAReconnect() {
    server.on(it -> it.respond(200).sse().event("Hello"));
    harness.open(parameters().put("readTimeoutMs", 200));

    assertThat(harness.nextEvent()).isEqualTo("message|Hello|");
    assertThat(harness.next("error").getString("error")).isEqualTo("idle");
    server.awaitRequests(2);
  }
}
