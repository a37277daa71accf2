package io.tributary.http.guard;

import io.tributary.config.HttpConfig;
import io.tributary.http.answer.Problem;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Optional;

/** Serves only who shows the configured token, or the cookie that it was exchanged for. */
public final class Login {

  private static final String BEARER = "Bearer ";
  private static final int NO_CONTENT = 204;

  private record Secret(String token, LoginCookie cookie) {}

  /** Absent: everybody is served. */
  private final Optional<Secret> secret;

  public Login(HttpConfig config) {
    this.secret =
        config
            .token()
            .map(
                token ->
                    new Secret(
                        token,
                        new LoginCookie(token, config.tls().isPresent(), InstantSource.system())));
  }

  /** Refuses with 401. */
  public void check(RoutingContext call) {
    if (secret.isPresent() && !isKnown(call, secret.get())) {
      throw refusal(call, "expected a login or the header Authorization: Bearer TOKEN");
    }
    call.next();
  }

  /** {@code {"token": …}} for a cookie. */
  public void logIn(RoutingContext call) {
    JsonObject body = JsonBody.of(call);
    if (secret.isPresent()) {
      Secret known = secret.get();
      if (!(body.getValue("token") instanceof String token) || !isToken(token, known)) {
        throw refusal(call, "expected the configured token, got another");
      }
      call.response().addCookie(known.cookie().issue());
    }
    call.response().setStatusCode(NO_CONTENT).end();
  }

  public void logOut(RoutingContext call) {
    secret.ifPresent(known -> call.response().addCookie(known.cookie().revoke()));
    call.response().setStatusCode(NO_CONTENT).end();
  }

  private static boolean isKnown(RoutingContext call, Secret secret) {
    String header = call.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return isToken(header.substring(BEARER.length()).strip(), secret);
    }
    Cookie cookie = call.request().getCookie(LoginCookie.NAME);
    return cookie != null && secret.cookie().holds(cookie.getValue());
  }

  /** Takes as long for any text of one length, so that nobody learns how much of it is right. */
  private static boolean isToken(String text, Secret secret) {
    return MessageDigest.isEqual(digest(text), digest(secret.token()));
  }

  private static Problem refusal(RoutingContext call, String detail) {
    call.response().putHeader("WWW-Authenticate", "Bearer realm=\"tributary\"");
    return new Problem(401, detail);
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
