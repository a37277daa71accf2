package io.tributary.stream.net;

import java.net.URI;

/** Scheme, host and port of a URL, as a socket wants them. Pure functions. */
public final class Origin {

  private Origin() {}

  /** The same scheme, host and port: only there do credentials and configured headers go. */
  public static boolean same(URI one, URI other) {
    return one.getScheme().equalsIgnoreCase(other.getScheme())
        && one.getHost().equalsIgnoreCase(other.getHost())
        && port(one) == port(other);
  }

  public static boolean isTls(URI url) {
    return url.getScheme().equalsIgnoreCase("https");
  }

  public static int port(URI url) {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return isTls(url) ? 443 : 80;
  }

  /** The host; an IPv6 address without its brackets. */
  public static String host(URI url) {
    String host = url.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** A name without a dot, such as those within a cluster; not an address. */
  static boolean isSingleLabel(String host) {
    return host.indexOf('.') < 0 && host.indexOf(':') < 0;
  }
}
