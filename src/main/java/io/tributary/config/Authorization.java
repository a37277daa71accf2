package io.tributary.config;

import java.net.URI;
import java.util.Optional;

/** How a request proves who sends it. No {@code toString} of these shows a secret. */
public sealed interface Authorization {

  /** {@code Authorization: Bearer TOKEN}. */
  record Bearer(String token) implements Authorization {
    @Override
    public String toString() {
      return "Bearer[***]";
    }
  }

  /** HTTP Basic (RFC 7617), UTF-8. */
  record Basic(String username, String password) implements Authorization {
    @Override
    public String toString() {
      return "Basic[username=" + username + ", ***]";
    }
  }

  /** OAuth 2 client credentials (RFC 6749 §4.4). */
  record OAuth2(URI tokenUrl, String clientId, String clientSecret, Optional<String> scope)
      implements Authorization {
    @Override
    public String toString() {
      return "OAuth2[tokenUrl=" + tokenUrl + ", clientId=" + clientId + ", ***]";
    }
  }
}
