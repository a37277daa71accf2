package io.tributary.bench.client.peer;

import io.tributary.bench.client.Contender;
import io.tributary.bench.client.Counts;
import io.tributary.bench.client.Intake;
import io.tributary.bench.client.Variant;
import io.tributary.bench.server.Payload;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The least that a stream can be in Vert.x: a verticle that holds an open response. */
public final class BareVerticles implements Contender {

  private static final int AT_ONCE = 100;

  private final int streams;
  private final int eventLength = Payload.eventLength(100);
  private final Vertx vertx = Vertx.vertx();
  private final HttpClientAgent client = vertx.createHttpClient();

  /** With option {@code streams}. */
  public BareVerticles(Variant variant) {
    streams = variant.number("streams", 1);
  }

  @Override
  public void open(URI url, Counts counts) {
    for (int opened = 0; opened < streams; opened += AT_ONCE) {
      List<Future<String>> deploying = new ArrayList<>();
      for (int i = opened; i < Math.min(streams, opened + AT_ONCE); i++) {
        deploying.add(vertx.deployVerticle(new Bare(url, counts.intake())));
      }
      Future.all(deploying).await();
    }
  }

  @Override
  public void close() {
    vertx.close().await();
  }

  private final class Bare extends VerticleBase {

    private final URI url;
    private final Intake intake;
    private HttpClientResponse response;
    private long bytes;

    Bare(URI url, Intake intake) {
      this.url = url;
      this.intake = intake;
    }

    @Override
    public Future<?> start() {
      return client
          .connect(new HttpConnectOptions().setHost(url.getHost()).setPort(url.getPort()))
          .compose(it -> it.request(new RequestOptions().setURI(url.getPath())))
          .compose(HttpClientRequest::send)
          .onSuccess(this::hold);
    }

    private void hold(HttpClientResponse answer) {
      response = answer;
      response
          .exceptionHandler(gone -> {})
          .handler(
              chunk -> {
                bytes += chunk.length();
                intake.total(bytes / eventLength);
              });
    }
  }
}
