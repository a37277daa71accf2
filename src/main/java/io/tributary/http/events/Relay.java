package io.tributary.http.events;

import io.tributary.sse.SseEvent;
import io.tributary.stream.SseApiVerticle;
import io.tributary.stream.Streams;
import io.tributary.stream.tap.EventTap;
import io.tributary.stream.tap.Replay;
import io.tributary.stream.tap.Tapped;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Brings the events of a stream that runs here to a reader on another node, one batch at a time, so
 * that what a slow node has not taken waits here, bounded. Lives on one event loop.
 */
final class Relay {

  /** What a reader takes for a sign of life, and this for one of the reader. */
  static final long HEARTBEAT_MILLIS = 5000;

  private static final DeliveryOptions SOON =
      new DeliveryOptions().setSendTimeout(HEARTBEAT_MILLIS);

  private final Vertx vertx;
  private final Context loop;
  private final String reader;
  private final Streams streams;
  private final SseApiVerticle stream;
  private final Backlog backlog = new Backlog();
  private final EventTap tap = event -> push(event);
  private Optional<Tapped> tapped = Optional.empty();
  private long heartbeat;
  private boolean sending;
  private boolean closed;

  /** To be made on the event loop that it is to live on; {@code reader} is an address. */
  Relay(Vertx vertx, Streams streams, SseApiVerticle stream, String reader) {
    this.streams = streams;
    this.vertx = vertx;
    this.loop = vertx.getOrCreateContext();
    this.reader = reader;
    this.stream = stream;
  }

  /** What the reader missed; nothing is sent before {@link #start}. */
  Future<JsonObject> open(Optional<String> after) {
    return stream
        .tap(after, tap)
        .map(
            open -> {
              tapped = Optional.of(open);
              Replay replay = open.replay();
              return new JsonObject().put("gap", replay.gap()).put("events", json(replay.events()));
            });
  }

  /** From now on events are sent. */
  void start() {
    heartbeat = vertx.setPeriodic(HEARTBEAT_MILLIS, beat -> beat());
    drain();
  }

  void close() {
    closed = true;
    vertx.cancelTimer(heartbeat);
    tapped.ifPresent(open -> open.close().run());
  }

  /** As {@link #json} wrote it. */
  static List<SseEvent> events(JsonArray events) {
    return events.stream()
        .map(JsonObject.class::cast)
        .map(it -> new SseEvent(it.getString("event"), it.getString("data"), it.getString("id")))
        .toList();
  }

  private static JsonArray json(List<SseEvent> events) {
    JsonArray array = new JsonArray();
    for (SseEvent event : events) {
      array.add(
          new JsonObject()
              .put("event", event.event())
              .put("data", event.data())
              .put("id", event.id()));
    }
    return array;
  }

  private void push(SseEvent event) {
    if (backlog.add(new Backlog.Event(event))) {
      loop.runOnContext(ignored -> drain());
    }
  }

  private void drain() {
    if (sending || closed) {
      return;
    }
    List<SseEvent> next =
        backlog.take().stream().map(Backlog.Event.class::cast).map(Backlog.Event::event).toList();
    if (backlog.lostSome()) {
      close(); // the reader misses the signs of life, ends, and resumes by id
    } else if (!next.isEmpty()) {
      send(next);
    }
  }

  /** Ends what belongs to a stream that has left, or says that it is still there. */
  private void beat() {
    if (streams.local(stream.definition().name()).orElse(null) != stream) {
      close();
      vertx.eventBus().send(reader, null);
    } else if (!sending && !closed) {
      send(List.of());
    }
  }

  private void send(List<SseEvent> events) {
    sending = true;
    vertx
        .eventBus()
        .request(reader, json(events), SOON)
        .onSuccess(
            taken -> {
              sending = false;
              drain();
            })
        .onFailure(gone -> close());
  }
}
