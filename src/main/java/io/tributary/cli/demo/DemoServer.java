package io.tributary.cli.demo;

import io.tributary.sse.SseEncoder;
import io.tributary.sse.SseEvent;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * An event-stream server on loopback that is as unreliable as the real ones: it ticks prices, sends
 * heartbeats, and cuts its connections now and then. It replays from its history what a client that
 * comes back has missed. Lives on one event loop.
 */
final class DemoServer extends VerticleBase {

  private static final long TICK_MILLIS = 400;
  private static final long HEARTBEAT_MILLIS = 5_000;

  /** Soon at first, so that whoever looks sees it. */
  private static final long FIRST_CUT_MILLIS = 4_000;

  private static final long CUT_MILLIS = 12_000;
  private static final int UNAVAILABLE = 503;

  private final DemoMarket market = new DemoMarket(new Random());
  private final Set<HttpServerResponse> streams = new LinkedHashSet<>();
  private HttpServer server;
  private int moods;
  private boolean open;

  @Override
  public Future<?> start() {
    server = vertx.createHttpServer().requestHandler(this::serve);
    return server.listen(0, "127.0.0.1");
  }

  /** Where it listens, once it is deployed. */
  int port() {
    return server.actualPort();
  }

  private void serve(HttpServerRequest request) {
    if (request.path().equals("/moody") && moods++ % 2 == 0) {
      request.response().setStatusCode(UNAVAILABLE).end();
    } else {
      stream(request);
    }
  }

  private void stream(HttpServerRequest request) {
    HttpServerResponse stream = request.response();
    stream.setChunked(true).putHeader("Content-Type", "text/event-stream");
    stream.exceptionHandler(gone -> streams.remove(stream));
    stream.closeHandler(gone -> streams.remove(stream));
    String lastEventId = request.getHeader("Last-Event-ID");
    List<SseEvent> missed = lastEventId == null ? List.of() : market.since(lastEventId);
    stream.write(SseEncoder.comment(" " + missed.size() + " events since " + lastEventId));
    missed.forEach(event -> stream.write(SseEncoder.event(event)));
    streams.add(stream);
    if (!open && request.path().equals("/prices")) {
      openMarket();
    }
  }

  /** With the client that is shown, which so sees the first event. */
  private void openMarket() {
    open = true;
    vertx.setPeriodic(TICK_MILLIS, tick -> tellAll(SseEncoder.event(market.tick())));
    vertx.setPeriodic(HEARTBEAT_MILLIS, beat -> tellAll(SseEncoder.comment(" heartbeat")));
    vertx.setPeriodic(FIRST_CUT_MILLIS, CUT_MILLIS, cut -> cutAll());
  }

  private void tellAll(Buffer bytes) {
    streams.forEach(stream -> stream.write(bytes.copy()));
  }

  /** In the middle of the response, as a proxy that restarts does. */
  private void cutAll() {
    List.copyOf(streams).forEach(stream -> stream.reset());
  }
}
