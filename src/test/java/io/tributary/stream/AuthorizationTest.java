package io.tributary.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.bus.Command;
import io.tributary.config.ApiDefinition;
import io.tributary.testkit.Exchange;
import io.tributary.testkit.ReceivedRequest;
import io.tributary.testkit.RunningStream;
import io.tributary.testkit.ScriptedSseServer;
import io.tributary.testkit.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code authorization}: who is told what, and how often a token is asked for. */
@ExtendWith(VertxExtension.class)
class AuthorizationTest {

  private static final String SECRET = "s3cr=t/&";

  private ScriptedSseServer server;
  private ScriptedSseServer issuer;

  @BeforeEach
  void start(Vertx vertx) {
    server = ScriptedSseServer.start(vertx).on(it -> it.respond(200).sse().event("7"));
    issuer = ScriptedSseServer.start(vertx);
    issuer.on(
        it -> token(it, "first", 3600), it -> token(it, "second", 3600), it -> it.respond(500));
  }

  @AfterEach
  void stop() {
    server.close();
    issuer.close();
  }

  private static void token(Exchange it, String token, long seconds) {
    JsonObject body = new JsonObject().put("access_token", token).put("token_type", "Bearer");
    json(it.respond(200), body.put("expires_in", seconds));
  }

  private static void json(Exchange it, JsonObject body) {
    it.header("Content-Type", "application/json")
        .contentLength(body.encode().length())
        .text(body.encode());
  }

  private RunningStream.Definition with(JsonObject authorization) {
    return RunningStream.from(server.url("/e"))
        .sse("maxReconnectAttempts", -1)
        .with("authorization", authorization);
  }

  private RunningStream.Definition withOAuth2() {
    JsonObject grant =
        new JsonObject()
            .put("tokenUrl", issuer.url("/token").toString())
            .put("clientId", "me")
            .put("clientSecret", SECRET)
            .put("scope", "read it");
    return with(new JsonObject().put("oauth2", grant));
  }

  private static List<String> authorizations(List<ReceivedRequest> requests) {
    return requests.stream().map(it -> it.header("Authorization").orElse("none")).toList();
  }

  @Test
  void aBearerTokenIsSentOnEveryConnect(Vertx vertx) {
    server.on(it -> it.respond(200).sse().event("7").drop());
    with(new JsonObject().put("bearer", "abc")).start(vertx).awaitEvents(2);

    assertThat(authorizations(server.requests())).startsWith("Bearer abc", "Bearer abc");
  }

  @Test
  void basicCredentialsAreUtf8(Vertx vertx) {
    JsonObject basic = new JsonObject().put("username", "zoë").put("password", "a:b");
    with(new JsonObject().put("basic", basic)).start(vertx).awaitEvents(1);

    assertThat(authorizations(server.requests())).containsExactly(basic("zoë:a:b"));
  }

  private static String basic(String pair) {
    byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  @Test
  void credentialsNeverGoToAnotherOrigin(Vertx vertx) {
    server.on(it -> it.redirect(307, issuer.url("/elsewhere").toString()));
    issuer.on(it -> it.respond(200).sse().event("8"));
    with(new JsonObject().put("bearer", "abc")).start(vertx).awaitEvents(1);

    assertThat(authorizations(server.requests())).containsExactly("Bearer abc");
    assertThat(authorizations(issuer.requests())).containsExactly("none");
  }

  @Test
  void aTokenIsAskedForOnceAndKeptOverReconnects(Vertx vertx) {
    server.on(it -> it.respond(200).sse().event("7").drop());
    withOAuth2().start(vertx).awaitEvents(5);

    assertThat(issuer.requests()).hasSize(1);
    ReceivedRequest asked = issuer.requests().get(0);
    assertThat(asked.method()).isEqualTo("POST");
    assertThat(asked.headers("Content-Type")).containsExactly("application/x-www-form-urlencoded");
    assertThat(asked.body().toString().replace("+", "%20"))
        .isEqualTo("grant_type=client_credentials&scope=read%20it");
    assertThat(authorizations(issuer.requests())).containsExactly(basic("me:s3cr%3Dt%2F%26"));
    assertThat(authorizations(server.requests())).containsOnly("Bearer first");
  }

  @Test
  void aTokenIsRenewedBeforeItExpires(Vertx vertx) {
    issuer.on(it -> token(it, "short", 0), it -> token(it, "long", 3600));
    server.on(it -> it.respond(200).sse().event("7").drop());
    withOAuth2().start(vertx).awaitEvents(4);

    assertThat(authorizations(server.requests()).subList(0, 4))
        .containsExactly("Bearer short", "Bearer long", "Bearer long", "Bearer long");
    assertThat(issuer.requests()).hasSize(2);
  }

  @Test
  void a401FetchesOneFreshTokenAndGoesOnAtOnce(Vertx vertx) {
    server.on(it -> it.respond(401).end(), it -> it.respond(200).sse().event("7"));
    RunningStream stream = withOAuth2().start(vertx);
    stream.awaitEvents(1);

    assertThat(authorizations(server.requests())).containsExactly("Bearer first", "Bearer second");
    assertThat(stream.errors()).isEmpty();
  }

  @Test
  void aSecond401FailsTheStreamAndHammersNobody(Vertx vertx) {
    server.on(it -> it.respond(401).end());
    RunningStream stream = withOAuth2().start(vertx);
    stream.awaitState("failed");

    assertThat(server.requests()).hasSize(2);
    assertThat(issuer.requests()).hasSize(2);
    assertThat(stream.errors().get(0).getInteger("statusCode")).isEqualTo(401);
  }

  @Test
  void a401WithoutOAuth2IsNotAskedAgain(Vertx vertx) {
    server.on(it -> it.respond(401).end());
    with(new JsonObject().put("bearer", "abc")).start(vertx).awaitState("failed");

    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "400,false",
    "401,false",
    "403,false",
    "302,false",
    "429,true",
    "500,true",
    "503,true"
  })
  void aTokenEndpointsRefusalIsAnAuthError(int status, boolean retries, Vertx vertx) {
    issuer.on(it -> json(it.respond(status), new JsonObject().put("error", "invalid_client")));
    RunningStream stream = withOAuth2().start(vertx);

    JsonObject error = stream.awaitErrors(1).get(0);
    assertThat(error.getString("type")).isEqualTo("auth");
    assertThat(error.getBoolean("willReconnect")).isEqualTo(retries);
    assertThat(error.getString("message"))
        .isEqualTo(
            "expected HTTP 200 from %s, got %d (invalid_client)"
                .formatted(issuer.url("/token"), status));
    assertThat(server.connections().total()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"[]", "{}", "{\"access_token\":7}", "{\"access_token\":\"a b\"}", "not JSON"})
  void anAnswerWithoutATokenIsAnAuthError(String body, Vertx vertx) {
    issuer.on(it -> it.respond(200).contentLength(body.length()).text(body));
    RunningStream stream = withOAuth2().start(vertx);

    assertThat(stream.awaitErrors(1).get(0).getString("message"))
        .isEqualTo("expected an access_token from " + issuer.url("/token") + ", got none");
    stream.awaitState("failed");
  }

  @Test
  void aTokenEndpointThatIsAwayIsTriedAgain(Vertx vertx) {
    issuer.on(Exchange::reset, it -> token(it, "late", 60));
    RunningStream stream = withOAuth2().start(vertx);
    stream.awaitEvents(1);

    assertThat(stream.errors()).hasSize(1);
    assertThat(stream.errors().get(0).getString("type")).isEqualTo("auth");
    assertThat(stream.errors().toString()).doesNotContain(SECRET);
  }

  @Test
  void aTokenEndpointThatSaysNothingIsGivenUpAfterTheConnectTimeout(Vertx vertx) {
    issuer.on(it -> it.after(1));
    RunningStream stream = withOAuth2().sse("connectTimeout", 200).start(vertx);

    assertThat(stream.awaitErrors(1).get(0).getString("type")).isEqualTo("auth");
  }

  @Test
  void aDisconnectWhileATokenIsAskedForIsFinal(Vertx vertx) {
    issuer.on(it -> it.after(1));
    RunningStream stream = withOAuth2().start(vertx);
    issuer.awaitRequests(1);

    stream.command(Command.Action.DISCONNECT);
    token(issuer.exchange(1), "late", 60);
    Waiting.result(issuer.exchange(1).played());

    stream.awaitState("disconnected");
    assertThat(server.connections().total()).isZero();
  }

  @Test
  void aDefinitionThatIsReadAgainIsFreshAtEachConnect(Vertx vertx) {
    server.on(it -> it.respond(200).sse().event("7").drop());
    AtomicInteger reads = new AtomicInteger();
    SseApiVerticle stream =
        new SseApiVerticle(with(new JsonObject().put("bearer", "old")).define())
            .rereading(() -> reread(reads.incrementAndGet()));
    vertx.deployVerticle(stream);

    server.awaitRequests(3);
    assertThat(authorizations(server.requests()))
        .startsWith("Bearer file1", "Bearer file2", "Bearer file4");
  }

  /** The third time the file is gone. */
  private ApiDefinition reread(int time) {
    if (time == 3) {
      throw new IllegalStateException("the file is gone");
    }
    return with(new JsonObject().put("bearer", "file" + time)).define();
  }
}
