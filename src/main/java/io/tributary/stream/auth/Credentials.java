package io.tributary.stream.auth;

import io.tributary.config.ApiDefinition;
import io.tributary.config.Authorization;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The {@code Authorization} header of one API's requests. Lives on one event loop. */
public final class Credentials {

  private final Tokens tokens;

  public Credentials(Tokens tokens) {
    this.tokens = tokens;
  }

  /**
   * The header's value for a request now; empty when the definition has no authorization.
   *
   * @return fails with a {@link io.tributary.stream.net.Refused} when a token cannot be had
   */
  public Future<Optional<String>> header(ApiDefinition definition) {
    if (definition.authorization().isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    return header(definition, definition.authorization().get()).map(Optional::of);
  }

  private Future<String> header(ApiDefinition definition, Authorization authorization) {
    if (authorization instanceof Authorization.OAuth2 oauth2) {
      return tokens.token(definition, oauth2).map(Credentials::bearer);
    }
    if (authorization instanceof Authorization.Basic basic) {
      return Future.succeededFuture(basic(basic.username(), basic.password()));
    }
    return Future.succeededFuture(bearer(((Authorization.Bearer) authorization).token()));
  }

  /**
   * The server did not accept these credentials.
   *
   * @return whether asking again may give others
   */
  public boolean rejected(ApiDefinition definition) {
    boolean renewable =
        definition.authorization().filter(Authorization.OAuth2.class::isInstance).isPresent();
    if (renewable) {
      tokens.forget();
    }
    return renewable;
  }

  private static String bearer(String token) {
    return "Bearer " + token;
  }

  static String basic(String username, String password) {
    byte[] pair = (username + ':' + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }
}
