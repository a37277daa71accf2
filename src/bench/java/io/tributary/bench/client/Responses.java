package io.tributary.bench.client;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Open responses of Vert.x's HTTP client, each on a connection of its own. */
public final class Responses {

  private static final int AT_ONCE = 100;

  /** As the service has it. */
  private static final int CHUNK = 64 * 1024;

  private final HttpClientAgent client;
  private final URI url;
  private final Consumer<HttpClientResponse> each;
  private final AtomicInteger left;
  private final List<HttpClientConnection> connections = new CopyOnWriteArrayList<>();

  private Responses(Vertx vertx, URI url, int streams, Consumer<HttpClientResponse> each) {
    this.client = vertx.createHttpClient(new HttpClientOptions().setMaxChunkSize(CHUNK));
    this.url = url;
    this.each = each;
    this.left = new AtomicInteger(streams);
  }

  /** Opens so many and hands each over on its event loop. */
  public static Responses open(
      Vertx vertx, URI url, int streams, Consumer<HttpClientResponse> each) {
    Responses responses = new Responses(vertx, url, streams, each);
    for (int i = 0; i < AT_ONCE; i++) {
      responses.next();
    }
    return responses;
  }

  private void next() {
    if (left.getAndDecrement() > 0) {
      client
          .connect(new HttpConnectOptions().setHost(url.getHost()).setPort(url.getPort()))
          .compose(this::ask)
          .onSuccess(each::accept)
          .onFailure(Throwable::printStackTrace)
          .onComplete(done -> next());
    }
  }

  private Future<HttpClientResponse> ask(HttpClientConnection connection) {
    connections.add(connection);
    return connection
        .request(new RequestOptions().setURI(url.getPath()))
        .compose(HttpClientRequest::send)
        .onSuccess(response -> response.exceptionHandler(gone -> {}));
  }

  /** Closes all of them. */
  public void close() {
    connections.forEach(HttpClientConnection::close);
    client.close().await();
  }
}
