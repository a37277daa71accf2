package io.tributary.http.guard;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A login that needs no memory: the cookie says until when it holds, signed with the token. So it
 * holds on every node with the same token and over restarts, and ends when the token changes.
 */
final class LoginCookie {

  static final String NAME = "tributary_login";

  private static final Duration HOLDS = Duration.ofHours(12);
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;
  private final boolean secure;
  private final InstantSource clock;

  /**
   * Logins with {@code token}.
   *
   * @param secure whether browsers may send the cookie over TLS only
   */
  LoginCookie(String token, boolean secure, InstantSource clock) {
    this.key = new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    this.secure = secure;
    this.clock = clock;
  }

  Cookie issue() {
    String until = Long.toString(clock.instant().plus(HOLDS).getEpochSecond());
    return cookie(until + "." + signature(until), HOLDS.toSeconds());
  }

  /** A cookie that makes the browser forget. */
  Cookie revoke() {
    return cookie("", 0);
  }

  boolean holds(String value) {
    int dot = value.indexOf('.');
    if (dot < 0) {
      return false;
    }
    String until = value.substring(0, dot);
    byte[] given = value.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
    byte[] expected = signature(until).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(given, expected)
        && clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(until)));
  }

  private Cookie cookie(String value, long seconds) {
    return Cookie.cookie(NAME, value)
        .setPath("/")
        .setHttpOnly(true)
        .setSecure(secure)
        .setSameSite(CookieSameSite.STRICT)
        .setMaxAge(seconds);
  }

  private String signature(String until) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] signed = mac.doFinal(("login until " + until).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
