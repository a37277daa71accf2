package io.tributary.stream.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/** Where a redirect leads and what is asked for there (Fetch §4.4). Pure functions. */
final class Redirect {

  /** The Fetch standard follows this many. */
  static final int MOST = 20;

  private Redirect() {}

  static boolean is(int status) {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  /** The method to go on with: a POST becomes a GET, except where the status keeps it. */
  static String method(int status, String method) {
    boolean becomesGet =
        (status == 303 && !method.equals("HEAD"))
            || ((status == 301 || status == 302) && method.equals("POST"));
    return becomesGet ? "GET" : method;
  }

  /**
   * The absolute URL of a {@code Location}.
   *
   * @throws IllegalArgumentException what was expected and what came
   */
  static URI target(URI from, String location) {
    if (location == null || location.isBlank()) {
      throw new IllegalArgumentException("expected a Location header, got none");
    }
    URI target = resolve(from, escaped(location.strip()));
    if (!isHttp(target.getScheme()) || target.getHost() == null) {
      throw new IllegalArgumentException(
          "expected a redirect to an http or https URL, got \"" + location + '"');
    }
    return target;
  }

  /** Path and query as they go into the request line. */
  static String requestTarget(URI url) {
    String path = Objects.requireNonNullElse(url.getRawPath(), "");
    String absolute = path.isEmpty() ? "/" : path;
    return url.getRawQuery() == null ? absolute : absolute + '?' + url.getRawQuery();
  }

  private static boolean isHttp(String scheme) {
    return scheme != null && (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"));
  }

  private static URI resolve(URI from, String reference) {
    try {
      URI parsed = new URI(reference);
      // java.net.URI still follows RFC 2396, which drops the last segment before a bare query.
      if (!parsed.isAbsolute()
          && parsed.getRawAuthority() == null
          && parsed.getRawPath().isEmpty()) {
        String path = from.getRawPath() + (parsed.getRawQuery() == null ? "" : reference);
        return from.resolve(path.isEmpty() ? "/" : path);
      }
      return from.resolve(parsed);
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "expected a URL in the Location header, got \"" + reference + '"', e);
    }
  }

  /** Percent-encodes what a URL must not contain as it stands; the bytes came as Latin-1. */
  private static String escaped(String location) {
    StringBuilder out = new StringBuilder(location.length());
    for (byte b : location.getBytes(StandardCharsets.ISO_8859_1)) {
      char c = (char) (b & 0xFF);
      if (c > ' ' && c < 0x7F && "\"<>\\^`{|}".indexOf(c) < 0) {
        out.append(c);
      } else {
        out.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return out.toString();
  }
}
