package io.tributary.bench.client.own;

import io.tributary.bench.client.Contender;
import io.tributary.bench.client.Counts;
import io.tributary.bench.client.Intake;
import io.tributary.bench.client.Responses;
import io.tributary.bench.client.Variant;
import io.tributary.sse.SseParser;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;

/** Our parser over responses of Vert.x's HTTP client. */
public final class ParsedStreams implements Contender {

  private static final int LARGEST_EVENT = 4 * 1024 * 1024;

  private final int streams;
  private final Vertx vertx;
  private Responses responses;

  /** With options {@code streams} and {@code loops}. */
  public ParsedStreams(Variant variant) {
    streams = variant.number("streams", 1);
    vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(variant.number("loops", 1)));
  }

  @Override
  public void open(URI url, Counts counts) {
    responses =
        Responses.open(
            vertx,
            url,
            streams,
            response -> {
              Intake intake = counts.intake();
              SseParser.newParser(response)
                  .maxEventSize(LARGEST_EVENT)
                  .exceptionHandler(gone -> {})
                  .handler(event -> intake.event(event.data()));
            });
  }

  @Override
  public void close() {
    responses.close();
  }
}
