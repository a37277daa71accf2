package io.tributary.stream.net;

import io.tributary.config.ApiDefinition;
import io.tributary.config.ProxyConfig;
import io.tributary.config.SslConfig;
import io.tributary.stream.net.TlsFiles.Stores;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What it takes to reach the servers of a definition, its files read: two are equal when they would
 * connect alike. Immutable.
 *
 * @param limit of a connect; zero: none
 */
public record Access(SslConfig ssl, Stores stores, Optional<ProxyConfig> proxy, Duration limit) {

  private static final SslConfig SYSTEM_TRUST =
      new SslConfig(Optional.empty(), Optional.empty(), Optional.empty(), true, false);

  static Access of(ApiDefinition definition, Stores stores) {
    return new Access(
        ssl(definition), stores, definition.proxy(), definition.sse().connectTimeout());
  }

  static SslConfig ssl(ApiDefinition definition) {
    return definition.ssl().orElse(SYSTEM_TRUST);
  }

  boolean verifiesHost() {
    return ssl.verifyHost() && !ssl.trustAll();
  }

  /**
   * How to open one connection to the origin of {@code url}.
   *
   * @param withKey whether the server may have the client's certificate
   */
  HttpConnectOptions connectOptions(URI url, boolean withKey) {
    HttpConnectOptions options =
        new HttpConnectOptions()
            .setHost(Origin.host(url))
            .setPort(Origin.port(url))
            .setSsl(Origin.isTls(url));
    if (Origin.isTls(url)) {
      options.setSslOptions(sslOptions(withKey));
    }
    proxy.ifPresent(
        through -> {
          if (takesPlainRequests(through, url)) {
            options.setServer(SocketAddress.inetSocketAddress(through.port(), through.host()));
          } else {
            options.setProxyOptions(proxyOptions(through));
          }
        });
    return options;
  }

  /** What a request must know of a proxy that it is sent to as it stands; null: nothing. */
  ProxyOptions requestProxy(URI url) {
    return proxy
        .filter(through -> takesPlainRequests(through, url))
        .map(this::proxyOptions)
        .orElse(null);
  }

  /** For a client of its own, with everything but the pin, which is a stream's. */
  public HttpClientOptions clientOptions() {
    HttpClientOptions options = new HttpClientOptions();
    options
        .setConnectTimeout(Math.toIntExact(limit.toMillis()))
        .setTrustAll(ssl.trustAll())
        .setVerifyHost(verifiesHost())
        .setTrustOptions(stores.trust())
        .setKeyCertOptions(stores.key());
    proxy.ifPresent(through -> options.setProxyOptions(proxyOptions(through)));
    return options;
  }

  /** A tunnel, which Vert.x would ask for here too, is not what HTTP proxies are used to. */
  private static boolean takesPlainRequests(ProxyConfig proxy, URI url) {
    return proxy.type() == ProxyConfig.Type.HTTP && !Origin.isTls(url);
  }

  private ProxyOptions proxyOptions(ProxyConfig through) {
    ProxyType type = through.type() == ProxyConfig.Type.SOCKS5 ? ProxyType.SOCKS5 : ProxyType.HTTP;
    ProxyOptions options =
        new ProxyOptions()
            .setType(type)
            .setHost(through.host())
            .setPort(through.port())
            .setConnectTimeout(limit.isZero() ? Duration.ofDays(1) : limit);
    through.username().ifPresent(options::setUsername);
    through.password().ifPresent(options::setPassword);
    return options;
  }

  private ClientSSLOptions sslOptions(boolean withKey) {
    // Without a limit of its own the socket of a handshake that hangs outlives the attempt.
    return new ClientSSLOptions()
        .setTrustAll(ssl.trustAll())
        .setTrustOptions(stores.trust())
        .setKeyCertOptions(withKey ? stores.key() : null)
        .setHostnameVerificationAlgorithm(verifiesHost() ? "HTTPS" : "")
        .setSslHandshakeTimeout(limit.toMillis())
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
  }
}
