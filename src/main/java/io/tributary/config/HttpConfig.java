package io.tributary.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where and how the service answers over HTTP.
 *
 * @param port 0: any free port
 * @param token what a client has to show; always there when {@code host} is not loopback
 * @param tls absent: plain HTTP
 */
public record HttpConfig(String host, int port, Optional<String> token, Optional<Tls> tls) {

  private static final Pattern LOOPBACK =
      Pattern.compile("(?i)localhost|127(\\.\\d{1,3}){3}|::1|0:0:0:0:0:0:0:1");

  /** The server's certificate and key. */
  public record Tls(SslConfig.KeyStore keyStore) {
    private static Tls read(ConfigReader in) {
      return new Tls(in.requiredSection("keyStore", SslConfig.KeyStore::read, null));
    }
  }

  static HttpConfig read(ConfigReader in) {
    var http =
        new HttpConfig(
            in.value("host", ValueType.text(), "127.0.0.1"),
            in.value("port", ValueType.port(0), 8080),
            in.optional("token", Authorization.Bearer.TOKEN),
            in.optionalSection("tls", Tls::read));
    if (in.sound("host")) {
      in.check(
          http.isLoopback() || in.has("token"),
          "token",
          "is required because http.host is not a loopback address, was absent");
    }
    return http;
  }

  /** Whether only this machine can reach {@code host}. */
  public boolean isLoopback() {
    return LOOPBACK.matcher(host).matches();
  }

  @Override
  public String toString() {
    return "HttpConfig[" + host + ":" + port + (tls.isPresent() ? ", tls" : "") + "]";
  }
}
