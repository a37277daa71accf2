package io.tributary.http.events;

import io.tributary.http.answer.Problem;
import io.tributary.ownership.Directory;
import io.tributary.sse.SseEncoder;
import io.tributary.stream.SseApiVerticle;
import io.tributary.stream.Streams;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code /streams/NAME}: the events of an API as {@code text/event-stream} again. Lives on one
 * event loop.
 */
public final class EventStreams {

  /** Readers of all streams together. */
  private static final int MOST_READERS = 10_000;

  private static final long TICK_MILLIS = 1_000;

  /** Proxies cut what is silent for a minute, some for half of one. */
  private static final int HEARTBEAT_TICKS = 15;

  static final Buffer HEARTBEAT = SseEncoder.comment("");

  private final Vertx vertx;
  private final Streams streams;
  private final int mostReaders;
  private final long tickMillis;
  private final Map<String, Broadcast> broadcasts = new HashMap<>();
  private Optional<Relays> relays = Optional.empty();
  private int readers;
  private int ticks;
  private long timer;

  public EventStreams(Vertx vertx, Streams streams) {
    this(vertx, streams, MOST_READERS, TICK_MILLIS);
  }

  EventStreams(Vertx vertx, Streams streams, int mostReaders, long tickMillis) {
    this.vertx = vertx;
    this.streams = streams;
    this.mostReaders = mostReaders;
    this.tickMillis = tickMillis;
  }

  /** Adds the route; whoever may not use it has been refused before. */
  public void route(Router router) {
    router.get("/streams/:name").handler(this::read);
    timer = vertx.setPeriodic(tickMillis, ignored -> tick());
  }

  /** Ends every reader. */
  public Future<Void> stop() {
    vertx.cancelTimer(timer);
    List<Broadcast> all = List.copyOf(broadcasts.values());
    broadcasts.clear();
    all.forEach(Broadcast::close);
    return relays.map(Relays::stop).orElse(Future.succeededFuture());
  }

  /** Streams that run on other nodes are read from there. */
  public Future<Void> relayBy(Directory directory) {
    Relays others = new Relays(vertx, streams, directory);
    relays = Optional.of(others);
    return others.start();
  }

  private void read(RoutingContext call) {
    String name = call.pathParam("name");
    if (readers >= mostReaders) {
      call.response().putHeader(HttpHeaders.RETRY_AFTER, "10");
      call.fail(new Problem(503, "expected at most " + mostReaders + " readers, got another"));
    } else if (relays.isPresent() && streams.local(name).isEmpty()) {
      readElsewhere(call, name, relays.get());
    } else {
      streams.find(name).onSuccess(stream -> read(call, stream)).onFailure(call::fail);
    }
  }

  private void readElsewhere(RoutingContext call, String name, Relays others) {
    Reader reader = new Reader(call.request(), wanted(call));
    readers++;
    Future<Runnable> joined =
        others.read(name, reader, lastEventId(call), () -> open(call.response()));
    Runnable left =
        () -> {
          if (reader.leaves()) {
            readers--;
            joined.onSuccess(Runnable::run);
          }
        };
    call.response().closeHandler(closed -> left.run());
    call.response().endHandler(ended -> left.run());
    joined.onFailure(call::fail);
  }

  private void read(RoutingContext call, SseApiVerticle stream) {
    Reader reader = new Reader(call.request(), wanted(call));
    open(call.response());
    String name = stream.definition().name();
    Broadcast broadcast = current(name, stream);
    readers++;
    // A response that we end leaves its connection open.
    call.response().closeHandler(closed -> left(name, broadcast, reader));
    call.response().endHandler(ended -> left(name, broadcast, reader));
    broadcast.join(reader, lastEventId(call)).onFailure(gone -> reader.end());
  }

  private Broadcast current(String name, SseApiVerticle stream) {
    Broadcast known = broadcasts.get(name);
    if (known != null && known.stream() == stream) {
      return known;
    }
    if (known != null) {
      known.close();
    }
    Broadcast fresh = new Broadcast(vertx.getOrCreateContext(), stream);
    broadcasts.put(name, fresh);
    return fresh;
  }

  private void left(String name, Broadcast broadcast, Reader reader) {
    if (!reader.leaves()) {
      return;
    }
    readers--;
    if (broadcast.leave(reader) && broadcasts.remove(name, broadcast)) {
      broadcast.close();
    }
  }

  private static void open(HttpServerResponse response) {
    response
        .setChunked(true)
        .setWriteQueueMaxSize(Reader.BUFFER)
        .exceptionHandler(gone -> {})
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("X-Accel-Buffering", "no");
  }

  private void tick() {
    ticks++;
    // A redeployed API is another stream: readers come back to it by themselves.
    List.copyOf(broadcasts.entrySet()).stream()
        .filter(open -> streams.local(open.getKey()).orElse(null) != open.getValue().stream())
        .forEach(
            gone -> {
              broadcasts.remove(gone.getKey());
              gone.getValue().close();
            });
    if (ticks % HEARTBEAT_TICKS == 0) {
      List.copyOf(broadcasts.values()).forEach(broadcast -> broadcast.writeAll(HEARTBEAT));
    }
  }

  /** Browsers send the id as UTF-8, header values are read as Latin-1. */
  private static Optional<String> lastEventId(RoutingContext call) {
    return Optional.ofNullable(call.request().getHeader("Last-Event-ID"))
        .map(id -> new String(id.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
  }

  private static Set<String> wanted(RoutingContext call) {
    return call.queryParam("events").stream()
        .flatMap(list -> Arrays.stream(list.split(",")))
        .map(String::strip)
        .filter(type -> !type.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
