package io.tributary.stream.net;

import io.tributary.config.ApiDefinition;
import io.tributary.config.SslConfig;
import io.tributary.connection.Failure;
import io.tributary.stream.net.HttpClients.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.net.ProxyOptions;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the sockets of one API: through its proxy, with its TLS, and none whose certificate is not
 * the pinned one. Lives on one event loop.
 */
public final class Dialer {

  private static final Logger LOG = LoggerFactory.getLogger(Dialer.class);

  private static final long GRACE_MILLIS = 1000;

  private final HttpClients clients;
  private final TlsFiles files;
  private Optional<Own> own = Optional.empty();

  private record Own(Kind kind, HttpClientAgent client) {}

  public Dialer(Vertx vertx, HttpClients clients) {
    this.clients = clients;
    this.files = new TlsFiles(vertx);
  }

  /** Says what must not go unnoticed; to be called at each start of a stream. */
  public static void warn(ApiDefinition definition) {
    if (definition.ssl().filter(SslConfig::trustAll).isPresent()) {
      LOG.warn(
          "api={} sslConfig.trustAll accepts any certificate: whoever is on the way can read and"
              + " change this stream",
          definition.name());
    }
  }

  /** Reads the files of a definition; fails with a {@link Refused}. */
  public Future<Access> access(ApiDefinition definition) {
    return files.read(Access.ssl(definition)).map(stores -> Access.of(definition, stores));
  }

  /**
   * Opens a connection of its own to the origin of {@code url}.
   *
   * @param atHome false: the origin is not the definition's, so it does not get our certificate
   * @return fails with a {@link Refused} or what Vert.x fails with
   */
  public Future<HttpClientConnection> dial(ApiDefinition definition, URI url, boolean atHome) {
    Optional<String> pin = Access.ssl(definition).pinningFingerprint();
    if (!Origin.isTls(url)) {
      return pin.isPresent()
          ? Future.failedFuture(
              new Refused(new Failure.Tls("expected the pinned certificate, got http: " + url)))
          : Future.succeededFuture(Access.of(definition, TlsFiles.Stores.NONE))
              .compose(access -> connect(access, url, false));
    }
    return access(definition)
        .compose(access -> connect(access, url, atHome))
        .compose(connection -> Pin.check(connection, pin));
  }

  /** What a request must know of a proxy that it is sent to as it stands; null: nothing. */
  public static ProxyOptions requestProxy(ApiDefinition definition, URI url) {
    return Access.of(definition, TlsFiles.Stores.NONE).requestProxy(url);
  }

  private Future<HttpClientConnection> connect(Access access, URI url, boolean atHome) {
    boolean forceSni = Origin.isTls(url) && Origin.isSingleLabel(Origin.host(url));
    Kind kind = new Kind(access.limit(), access.verifiesHost(), forceSni);
    HttpClientAgent client =
        own.filter(mine -> mine.kind().equals(kind))
            .map(Own::client)
            .orElseGet(() -> clients.of(kind));
    Future<HttpClientConnection> connecting = client.connect(access.connectOptions(url, atHome));
    if (access.limit().isZero()) {
      return connecting;
    }
    // Longer than the connect and the handshake, which Vert.x ends by itself, may take in a row.
    return connecting
        .timeout(2 * access.limit().toMillis() + GRACE_MILLIS, TimeUnit.MILLISECONDS)
        .onFailure(why -> abandonIfStuck(connecting, kind));
  }

  /**
   * Vert.x waits without end for the first frame of an HTTP/2 server, and nothing but the end of
   * its client ends that. From the first time on, this stream has a client of its own.
   */
  private void abandonIfStuck(Future<HttpClientConnection> connecting, Kind kind) {
    if (!connecting.isComplete()) {
      connecting.onSuccess(late -> late.close());
      own.ifPresent(mine -> clients.closeOwn(mine.client()));
      own = Optional.of(new Own(kind, clients.ownOf(kind)));
    }
  }
}
