package io.tributary.stream.net;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The HTTP clients that all streams of a process share, used for unpooled connections only: a
 * paused stream must not stall a sibling. Thread-safe.
 */
public final class HttpClients {

  private static final int LONGEST_HEADERS = 64 * 1024;

  /** Larger chunks mean fewer calls per event when a server is fast. */
  private static final int CHUNK = 64 * 1024;

  /** What an HTTP/2 server may send ahead of us; it is held in memory while a stream is paused. */
  private static final int WINDOW = 256 * 1024;

  private final VertxInternal vertx;
  private final Map<Kind, HttpClientAgent> byKind = new ConcurrentHashMap<>();
  private final Set<HttpClientAgent> own = ConcurrentHashMap.newKeySet();

  public HttpClients(Vertx vertx) {
    this.vertx = (VertxInternal) vertx;
  }

  /**
   * What a client has but a connection cannot: clients differ in this alone.
   *
   * @param verifyHost part of it because a client keeps what it built from a trust store and asks
   *     for nothing but the store: with one client, an API that does not verify hosts would decide
   *     for all
   * @param forceSni for names without a dot, which the JDK leaves out of its handshake
   */
  record Kind(Duration connectTimeout, boolean verifyHost, boolean forceSni) {}

  HttpClientAgent of(Kind kind) {
    return byKind.computeIfAbsent(kind, this::create);
  }

  /** A client for one stream alone, to be closed by it. */
  HttpClientAgent ownOf(Kind kind) {
    HttpClientAgent client = create(kind);
    own.add(client);
    return client;
  }

  Future<Void> closeOwn(HttpClientAgent client) {
    own.remove(client);
    return client.close();
  }

  private HttpClientAgent create(Kind kind) {
    // A client ends with the context that it is made on: it must not be the first stream's.
    ContextInternal neutral = vertx.createEventLoopContext();
    ContextInternal before = neutral.beginDispatch();
    try {
      return vertx
          .httpClientBuilder()
          .with(options(kind))
          .with(new PoolOptions().setCleanerPeriod(0))
          .build();
    } finally {
      neutral.endDispatch(before);
    }
  }

  private static HttpClientOptions options(Kind kind) {
    return new HttpClientOptions()
        .setConnectTimeout(Math.toIntExact(kind.connectTimeout().toMillis()))
        .setForceSni(kind.forceSni())
        .setUseAlpn(true)
        .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
        .setHttp2ClearTextUpgrade(false)
        .setInitialSettings(new Http2Settings().setPushEnabled(false).setInitialWindowSize(WINDOW))
        .setHttp2ConnectionWindowSize(WINDOW)
        .setDecompressionSupported(true)
        .setMaxChunkSize(CHUNK)
        .setMaxHeaderSize(LONGEST_HEADERS)
        .setTcpKeepAlive(true);
  }

  /** Closes the clients and every connection that is left. */
  public Future<Void> close() {
    List<Future<Void>> closing =
        Stream.concat(byKind.values().stream(), own.stream()).map(HttpClientAgent::close).toList();
    return Future.join(closing).mapEmpty();
  }
}
