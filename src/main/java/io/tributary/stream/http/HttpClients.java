package io.tributary.stream.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The HTTP clients that all streams of a process share: one for each connect timeout, because a
 * client applies its own to every connection. They are used for unpooled connections only: a paused
 * stream must not stall a sibling. Thread-safe.
 */
public final class HttpClients {

  private static final int LONGEST_HEADERS = 64 * 1024;

  /** Larger chunks mean fewer calls per event when a server is fast. */
  private static final int CHUNK = 64 * 1024;

  private final Vertx vertx;
  private final Map<Duration, HttpClientAgent> byConnectTimeout = new ConcurrentHashMap<>();

  public HttpClients(Vertx vertx) {
    this.vertx = vertx;
  }

  HttpClientAgent withConnectTimeout(Duration limit) {
    return byConnectTimeout.computeIfAbsent(limit, this::create);
  }

  private HttpClientAgent create(Duration connectTimeout) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setConnectTimeout(Math.toIntExact(connectTimeout.toMillis()))
            // Else the socket of a handshake that hangs outlives the attempt that gave it up.
            .setSslHandshakeTimeout(connectTimeout.toMillis())
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
            .setDecompressionSupported(true)
            .setMaxChunkSize(CHUNK)
            .setMaxHeaderSize(LONGEST_HEADERS)
            .setTcpKeepAlive(true);
    return vertx
        .httpClientBuilder()
        .with(options)
        .with(new PoolOptions().setCleanerPeriod(0))
        .build();
  }

  /** Closes the clients and every connection that is left. */
  public Future<?> close() {
    List<Future<Void>> closing =
        byConnectTimeout.values().stream().map(HttpClientAgent::close).toList();
    return Future.join(closing);
  }
}
