package io.tributary.config;

import java.util.Optional;

/** The proxy that an API is reached through. */
public record ProxyConfig(
    Type type, String host, int port, Optional<String> username, Optional<String> password) {

  static ProxyConfig read(ConfigReader in) {
    var proxy =
        new ProxyConfig(
            in.required("type", ValueType.choice(Type.class)),
            in.required("host", ValueType.text()),
            in.required("port", ValueType.port(1)),
            in.optional("username", ValueType.text()),
            in.optional("password", ValueType.secretText()));
    in.check(
        proxy.username.isPresent() || !in.has("password"), "username", "is required with password");
    in.check(
        proxy.password.isPresent() || !in.has("username"), "password", "is required with username");
    return proxy;
  }

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
