package io.tributary.http.guard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginCookieTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Instant now = START;
  private final InstantSource clock = () -> now;
  private final LoginCookie login = new LoginCookie("a-token", false, clock);

  @Test
  void holdsForTwelveHours() {
    String value = login.issue().getValue();

    assertThat(login.holds(value)).isTrue();
    now = START.plus(Duration.ofHours(12)).minusSeconds(1);
    assertThat(login.holds(value)).isTrue();
    now = START.plus(Duration.ofHours(12));
    assertThat(login.holds(value)).isFalse();
  }

  @Test
  void holdsOnEveryNodeWithTheSameTokenAndOnNoOther() {
    String value = login.issue().getValue();

    assertThat(new LoginCookie("a-token", false, clock).holds(value)).isTrue();
    assertThat(new LoginCookie("another", false, clock).holds(value)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "x", "x.y", "1767268800", "99999999999.00", "1767268800."})
  void doesNotHoldAsMadeUp(String value) {
    assertThat(login.holds(value)).isFalse();
  }

  @Test
  void doesNotHoldOnceAnyCharacterOfItIsChanged() {
    String value = login.issue().getValue();
    for (int i = 0; i < value.length(); i++) {
      char other = value.charAt(i) == '1' ? '2' : '1';
      assertThat(login.holds(value.substring(0, i) + other + value.substring(i + 1))).isFalse();
    }
  }

  @Test
  void isForTheBrowserAloneAndForThisSiteAlone() {
    Cookie cookie = login.issue();

    assertThat(cookie.isHttpOnly()).isTrue();
    assertThat(cookie.getSameSite()).isEqualTo(CookieSameSite.STRICT);
    assertThat(cookie.getPath()).isEqualTo("/");
    assertThat(cookie.isSecure()).isFalse();
    assertThat(new LoginCookie("a-token", true, clock).issue().isSecure()).isTrue();
    assertThat(login.revoke().getMaxAge()).isZero();
  }

  /** How long that takes would tell how much of a guess is right; equals stops where it differs. */
  @Test
  void secretsAreComparedInConstantTime() {
    noClasses()
        .that()
        .haveNameMatching(".*\\.(Login|LoginCookie)")
        .should()
        .callMethod(String.class, "equals", Object.class)
        .orShould()
        .callMethod(String.class, "equalsIgnoreCase", String.class)
        .orShould()
        .callMethod(String.class, "compareTo", String.class)
        .check(new ClassFileImporter().importPackages("io.tributary.http.guard"));
  }
}
