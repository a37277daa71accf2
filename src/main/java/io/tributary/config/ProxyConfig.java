package io.tributary.config;

import java.util.Optional;

/** The proxy that an API is reached through. */
public record ProxyConfig(
    Type type, String host, int port, Optional<String> username, Optional<String> password) {

  /** The protocol spoken with the proxy. */
  public enum Type {
    HTTP,
    SOCKS5
  }

  @Override
  public String toString() {
    return "ProxyConfig[" + type + " " + host + ":" + port + "]";
  }
}
