package io.tributary.http;

import io.tributary.config.HttpConfig;
import io.tributary.config.SslConfig.KeyStore;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.JksOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PfxOptions;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What the server takes from a client at most, and with which certificate it answers. */
final class ServerLimits {

  /** Connections at once. */
  static final int CONNECTIONS = 15_000;

  /** Bytes of a body. */
  static final int BODY = 64 * 1024;

  private static final int HEADERS = 16 * 1024;
  private static final int REQUEST_LINE = 4 * 1024;
  private static final int WEB_SOCKET_FRAME = 16 * 1024;

  /** Heartbeats of an event stream come oftener. */
  private static final int IDLE_SECONDS = 60;

  private ServerLimits() {}

  static HttpServerOptions options(HttpConfig config) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(config.host())
            .setPort(config.port())
            .setMaxHeaderSize(HEADERS)
            .setMaxInitialLineLength(REQUEST_LINE)
            .setMaxWebSocketFrameSize(WEB_SOCKET_FRAME)
            .setMaxWebSocketMessageSize(WEB_SOCKET_FRAME)
            // What a compressed frame grows to has no limit (CVE-2026-102467).
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setHttp2ClearTextEnabled(false)
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS);
    config
        .tls()
        .ifPresent(
            tls -> options.setSsl(true).setUseAlpn(true).setKeyCertOptions(key(tls.keyStore())));
    return options;
  }

  private static KeyCertOptions key(KeyStore store) {
    String path = store.path().toLowerCase(Locale.ROOT);
    String password = store.password().orElse(null);
    if (path.endsWith(".jks")) {
      return new JksOptions().setPath(store.path()).setPassword(password);
    }
    if (path.endsWith(".p12") || path.endsWith(".pfx")) {
      return new PfxOptions().setPath(store.path()).setPassword(password);
    }
    return new PemKeyCertOptions()
        .setCertPath(store.path())
        .setKeyPath(store.keyPath().orElse(store.path()));
  }
}
