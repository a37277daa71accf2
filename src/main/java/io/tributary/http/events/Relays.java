package io.tributary.http.events;

import io.tributary.bus.Addresses;
import io.tributary.bus.ControlFailure;
import io.tributary.http.answer.Problem;
import io.tributary.ownership.Directory;
import io.tributary.ownership.Owner;
import io.tributary.sse.SseEvent;
import io.tributary.stream.Streams;
import io.tributary.stream.tap.Replay;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The readers of streams that run on other nodes, and this node's relays for theirs. One loop. */
final class Relays {

  private static final DeliveryOptions SOON = new DeliveryOptions().setSendTimeout(2000);
  private static final long SILENCE_MILLIS = 3 * Relay.HEARTBEAT_MILLIS;
  private static final int UNAVAILABLE = 503;

  private final Vertx vertx;
  private final Streams streams;
  private final Directory directory;
  private MessageConsumer<JsonObject> wanted;

  Relays(Vertx vertx, Streams streams, Directory directory) {
    this.vertx = vertx;
    this.streams = streams;
    this.directory = directory;
  }

  /** Completes when other nodes can ask for the events of this one's streams. */
  Future<Void> start() {
    wanted = vertx.eventBus().consumer(Addresses.events(directory.self().id()), this::relay);
    return wanted.completion();
  }

  Future<Void> stop() {
    return wanted == null ? Future.succeededFuture() : wanted.unregister();
  }

  /**
   * Reads a stream of another node until either side ends.
   *
   * @param opening runs before anything is written to the reader
   * @return how to end it, when the reader has joined; fails when nobody has such a stream
   */
  Future<Runnable> read(String apiName, Reader reader, Optional<String> after, Runnable opening) {
    if (!directory.apis().contains(apiName)) {
      return Future.failedFuture(ControlFailure.unknownApi(apiName, directory.apis()));
    }
    return directory.owner(apiName).compose(owner -> read(apiName, owner, reader, after, opening));
  }

  private Future<Runnable> read(
      String apiName,
      Optional<Owner> owner,
      Reader reader,
      Optional<String> after,
      Runnable opening) {
    if (owner.isEmpty()) {
      return Future.failedFuture(new Problem(UNAVAILABLE, "no node runs " + apiName + " now"));
    }
    String address = Addresses.reader(UUID.randomUUID().toString());
    RemoteStream remote = new RemoteStream(address, reader);
    JsonObject question = new JsonObject().put("apiName", apiName).put("to", address);
    after.ifPresent(id -> question.put("after", id));
    return remote
        .listen()
        .compose(
            ready ->
                vertx
                    .eventBus()
                    .<JsonObject>request(Addresses.events(owner.get().id()), question, SOON))
        .<Runnable>map(
            reply -> {
              JsonObject missed = reply.body();
              List<SseEvent> events = Relay.events(missed.getJsonArray("events"));
              Replay replay = new Replay(missed.getBoolean("gap"), events);
              opening.run();
              reader.catchUp(Broadcast.missed(reader.wanted(), after, replay));
              return remote::close;
            })
        .recover(
            why -> {
              remote.close();
              String message = "%s does not answer for %s".formatted(owner.get().name(), apiName);
              return Future.failedFuture(new Problem(UNAVAILABLE, message));
            });
  }

  /** Another node has a reader. */
  private void relay(Message<JsonObject> question) {
    JsonObject body = question.body();
    streams
        .find(body.getString("apiName"))
        .compose(
            stream -> {
              Relay relay = new Relay(vertx, streams, stream, body.getString("to"));
              return relay
                  .open(Optional.ofNullable(body.getString("after")))
                  .onSuccess(
                      missed -> {
                        question.reply(missed);
                        relay.start();
                      });
            })
        .onFailure(why -> question.fail(UNAVAILABLE, why.getMessage()));
  }

  /** The events of one reader, as they come from another node. */
  private final class RemoteStream {

    private final Reader reader;
    private final MessageConsumer<JsonArray> events;
    private final long watch;
    private long heardAt = System.nanoTime();

    private RemoteStream(String address, Reader reader) {
      this.reader = reader;
      this.events = vertx.eventBus().consumer(address, this::take);
      this.watch = vertx.setPeriodic(Relay.HEARTBEAT_MILLIS, beat -> look());
    }

    private Future<Void> listen() {
      return events.completion();
    }

    private void take(Message<JsonArray> batch) {
      heardAt = System.nanoTime();
      batch.reply(null);
      if (batch.body() == null) {
        end();
        return;
      }
      List<SseEvent> fresh = Relay.events(batch.body());
      Buffer text =
          fresh.isEmpty() ? EventStreams.HEARTBEAT : Broadcast.encode(fresh, reader.wanted());
      if (text.length() > 0) {
        reader.write(text);
      }
    }

    private void look() {
      if (System.nanoTime() - heardAt > SILENCE_MILLIS * 1_000_000) {
        end();
      }
    }

    /** The client comes back, and finds the stream where it is then. */
    private void end() {
      close();
      reader.end();
    }

    /** The relay finds nobody here and ends. */
    private void close() {
      vertx.cancelTimer(watch);
      // Only a cluster that is being left can fail here, and it forgets the address by itself.
      events.unregister().onFailure(left -> {});
    }
  }
}
