package io.tributary.config;

import java.net.URI;
import java.util.Optional;

/** How a request proves who sends it. No {@code toString} of these shows a secret. */
public sealed interface Authorization {

  /** An object with exactly one way; empty after a problem. */
  static Optional<Authorization> read(ConfigReader in) {
    Optional<Authorization> bearer = in.optional("bearer", Bearer.TOKEN).map(Bearer::new);
    Optional<Authorization> basic = in.optionalSection("basic", Basic::read);
    Optional<Authorization> oauth2 = in.optionalSection("oauth2", OAuth2::read);
    in.oneOf("bearer", "basic", "oauth2");
    return bearer.or(() -> basic).or(() -> oauth2);
  }

  /** {@code Authorization: Bearer TOKEN}. */
  record Bearer(String token) implements Authorization {
    static final ValueType<String> TOKEN =
        ValueType.matching("[\\x21-\\x7e]+", "a token of visible ASCII characters", "?")
            .keptSecret();

    @Override
    public String toString() {
      return "Bearer[***]";
    }
  }

  /** HTTP Basic (RFC 7617), UTF-8. */
  record Basic(String username, String password) implements Authorization {
    private static final ValueType<String> USERNAME =
        ValueType.matching(
            "[^:\\x00-\\x1f\\x7f]+", "text without colon and control characters", "?");
    private static final ValueType<String> PASSWORD =
        ValueType.matching("[^\\x00-\\x1f\\x7f]*", "text without control characters", "?")
            .keptSecret();

    private static Basic read(ConfigReader in) {
      return new Basic(in.required("username", USERNAME), in.required("password", PASSWORD));
    }

    @Override
    public String toString() {
      return "Basic[username=" + username + ", ***]";
    }
  }

  /** OAuth 2 client credentials (RFC 6749 §4.4). */
  record OAuth2(URI tokenUrl, String clientId, String clientSecret, Optional<String> scope)
      implements Authorization {
    private static OAuth2 read(ConfigReader in) {
      return new OAuth2(
          in.required("tokenUrl", ValueType.httpUrl()),
          in.required("clientId", ValueType.text()),
          in.required("clientSecret", ValueType.secretText()),
          in.optional("scope", ValueType.text()));
    }

    @Override
    public String toString() {
      return "OAuth2[tokenUrl=" + tokenUrl + ", clientId=" + clientId + ", ***]";
    }
  }
}
