package io.tributary.http.guard;

import io.tributary.config.HttpConfig;
import io.tributary.http.answer.Problem;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Serves only who comes from the service's own pages, or from no page at all. A browser names the
 * page it asks for in {@code Origin} and {@code Sec-Fetch-Site}; without a token {@code Host} has
 * to be this machine too, or a foreign name could be pointed at it (DNS rebinding).
 */
public final class SameOrigin {

  private static final Pattern THIS_MACHINE =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?|\\[?0:0:0:0:0:0:0:1]?");

  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  private final String host;
  private final boolean anyHost;

  public SameOrigin(HttpConfig config) {
    this.host = config.host().toLowerCase(Locale.ROOT);
    // A cookie is bound to the name it was given under, so a foreign name has none.
    this.anyHost = config.token().isPresent();
  }

  /** Refuses with 403, or 400 where no host is named. */
  public void check(RoutingContext call) {
    HttpServerRequest request = call.request();
    HostAndPort authority = request.authority();
    if (authority == null || authority.host().isEmpty()) {
      throw new Problem(400, "expected a Host header, got none that names a host");
    }
    if (!isServed(authority.host().toLowerCase(Locale.ROOT))) {
      throw new Problem(
          403, "expected Host to be this machine, got another name; a token would allow it");
    }
    String site = request.getHeader("Sec-Fetch-Site");
    String origin = request.getHeader("Origin");
    if ((site != null && !OWN_SITES.contains(site))
        || (origin != null && !isSame(origin, authority))) {
      throw new Problem(403, "expected a request of the service's own page, got one of another");
    }
    call.next();
  }

  private boolean isServed(String name) {
    return anyHost || name.equals(host) || THIS_MACHINE.matcher(name).matches();
  }

  /** The scheme is left out: a proxy in front may speak TLS where we do not. */
  private static boolean isSame(String origin, HostAndPort authority) {
    try {
      URI page = URI.create(origin);
      return page.getHost() != null
          && page.getHost().equalsIgnoreCase(authority.host())
          && (page.getPort() == authority.port()
              || (page.getPort() < 0 && isDefault(page.getScheme(), authority.port())));
    } catch (IllegalArgumentException notAnOrigin) {
      return false;
    }
  }

  private static boolean isDefault(String scheme, int port) {
    return port < 0 || port == ("https".equalsIgnoreCase(scheme) ? 443 : 80);
  }
}
