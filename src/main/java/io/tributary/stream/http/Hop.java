package io.tributary.stream.http;

import io.tributary.config.ApiDefinition;
import io.tributary.stream.net.Origin;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * One request of an attempt: the first goes to the configured URL, each redirect adds one.
 *
 * @param count redirects that led here
 * @param atHome true: still the configured origin, where headers and credentials may go
 */
record Hop(URI url, String method, Optional<Buffer> body, int count, boolean atHome) {

  static Hop first(ApiDefinition definition) {
    return new Hop(
        definition.url(), definition.method(), definition.body().map(Buffer::buffer), 0, true);
  }

  /**
   * The request that a redirect leads to.
   *
   * @throws IllegalArgumentException the {@code Location} is of no use
   */
  Hop redirected(int status, String location, URI configured) {
    URI target = Redirect.target(url, location);
    String next = Redirect.method(status, method);
    // Once away from home, a redirect back is still the doing of a stranger.
    boolean home = atHome && Origin.same(configured, target);
    return new Hop(target, next, next.equals(method) ? body : Optional.empty(), count + 1, home);
  }

  Map<String, String> headers(ApiDefinition definition) {
    return atHome ? definition.headers() : Map.of();
  }
}
