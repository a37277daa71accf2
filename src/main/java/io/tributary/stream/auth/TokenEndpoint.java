package io.tributary.stream.auth;

import io.tributary.config.ApiDefinition;
import io.tributary.config.Authorization.OAuth2;
import io.tributary.connection.Failure;
import io.tributary.connection.Failure.Verdict;
import io.tributary.stream.net.Access;
import io.tributary.stream.net.Dialer;
import io.tributary.stream.net.Refused;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Asks for access tokens by the client credentials grant (RFC 6749 §4.4). Lives on one event loop.
 */
public final class TokenEndpoint {

  /** RFC 6750 §2.1, and room for what servers issue. */
  private static final Pattern TOKEN = Pattern.compile("[!-~]+");

  private static final Pattern ERROR_CODE = Pattern.compile("[A-Za-z_]{1,40}");

  /** For a token whose end nobody tells: the server will reject it when it is over. */
  private static final long LONG_SECONDS = Duration.ofDays(365).toSeconds();

  private static final long DEFAULT_LIMIT_MILLIS = 30_000;

  private final Vertx vertx;
  private final Dialer dialer;
  private Optional<Client> client = Optional.empty();

  public TokenEndpoint(Vertx vertx, Dialer dialer) {
    this.vertx = vertx;
    this.dialer = dialer;
  }

  record Token(String value, Duration lifetime) {}

  private record Client(Access access, WebClient web) {}

  /** Fails with a {@link Refused}. The definition's trust, key and proxy hold here too. */
  Future<Token> ask(ApiDefinition definition, OAuth2 grant) {
    return dialer
        .access(definition)
        .compose(access -> post(client(access), access.limit(), grant))
        .compose(response -> read(response, grant));
  }

  /** Vert.x keeps every client that was made until the verticle ends: not one for each token. */
  private WebClient client(Access access) {
    if (client.isEmpty() || !client.get().access().equals(access)) {
      client.ifPresent(outdated -> outdated.web().close());
      WebClientOptions options = new WebClientOptions(access.clientOptions());
      options.setKeepAlive(false).setUserAgentEnabled(false);
      client = Optional.of(new Client(access, WebClient.create(vertx, options)));
    }
    return client.get().web();
  }

  private static Future<HttpResponse<Buffer>> post(WebClient web, Duration limit, OAuth2 grant) {
    MultiMap form = MultiMap.caseInsensitiveMultiMap().add("grant_type", "client_credentials");
    grant.scope().ifPresent(scope -> form.add("scope", scope));
    String basic = Credentials.basic(coded(grant.clientId()), coded(grant.clientSecret()));
    return web.postAbs(grant.tokenUrl().toString())
        .followRedirects(false)
        .timeout(limit.isZero() ? DEFAULT_LIMIT_MILLIS : limit.toMillis())
        .putHeader("Accept", "application/json")
        .putHeader("Authorization", basic)
        .sendForm(form)
        .recover(
            error -> refuse(Verdict.RETRY, "an answer of " + grant.tokenUrl(), error.getMessage()));
  }

  private static Future<Token> read(HttpResponse<Buffer> response, OAuth2 grant) {
    int status = response.statusCode();
    if (status != 200) {
      boolean passing = status >= 500 || status == 429 || status == 408;
      return refuse(
          passing ? Verdict.RETRY : Verdict.FAIL,
          "HTTP 200 from " + grant.tokenUrl(),
          status + errorCode(response));
    }
    JsonObject body = body(response);
    if (!(body.getValue("access_token") instanceof String token)
        || !TOKEN.matcher(token).matches()) {
      return refuse(Verdict.FAIL, "an access_token from " + grant.tokenUrl(), "none");
    }
    long seconds =
        body.getValue("expires_in") instanceof Number number
            ? Math.max(0, Math.min(number.longValue(), LONG_SECONDS))
            : LONG_SECONDS;
    return Future.succeededFuture(new Token(token, Duration.ofSeconds(seconds)));
  }

  /** The error code of RFC 6749 §5.2; nothing else of an answer is fit for a log. */
  private static String errorCode(HttpResponse<Buffer> response) {
    return body(response).getValue("error") instanceof String code
            && ERROR_CODE.matcher(code).matches()
        ? " (" + code + ")"
        : "";
  }

  private static JsonObject body(HttpResponse<Buffer> response) {
    try {
      JsonObject body = response.bodyAsJsonObject();
      return body == null ? new JsonObject() : body;
    } catch (DecodeException | ClassCastException notAnObject) {
      return new JsonObject();
    }
  }

  private static <T> Future<T> refuse(Verdict verdict, String expected, String got) {
    return Future.failedFuture(
        new Refused(new Failure.Auth(verdict, "expected " + expected + ", got " + got)));
  }

  /** RFC 6749 §2.3.1 wants both parts form-encoded. */
  private static String coded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
