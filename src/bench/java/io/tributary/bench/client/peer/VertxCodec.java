package io.tributary.bench.client.peer;

import io.tributary.bench.client.Contender;
import io.tributary.bench.client.Counts;
import io.tributary.metrics.Tally;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.codec.BodyCodec;
import java.net.URI;

/** The codec of Vert.x's web client. */
public final class VertxCodec implements Contender {

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private WebClient client;

  @Override
  public void open(URI url, Counts counts) {
    Tally tally = counts.tally();
    client = WebClient.create(vertx);
    client
        .get(url.getPort(), url.getHost(), url.getPath())
        .as(
            BodyCodec.sseStream(
                events -> events.handler(event -> tally.add(event.data() == null ? 0 : 1))))
        .send()
        .otherwiseEmpty();
  }

  @Override
  public void close() {
    client.close();
  }
}
