package io.tributary.http.events;

import io.tributary.http.events.Backlog.Entry;
import io.tributary.sse.SseEncoder;
import io.tributary.sse.SseEvent;
import io.tributary.stream.SseApiVerticle;
import io.tributary.stream.tap.EventTap;
import io.tributary.stream.tap.Replay;
import io.tributary.stream.tap.Tapped;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings the events of one stream to all its readers. An event is encoded once for all of them, and
 * events that come while the last ones are still being written go out together: the more readers
 * there are, the larger the writes. Lives on the readers' event loop.
 */
final class Broadcast {

  private static final Set<String> ALL = Set.of();

  private final Context loop;
  private final SseApiVerticle stream;
  private final Backlog backlog = new Backlog();
  private final Set<Reader> readers = new LinkedHashSet<>();
  private final EventTap tap = event -> push(new Backlog.Event(event));
  private final Future<Tapped> tapped;

  Broadcast(Context loop, SseApiVerticle stream) {
    this.loop = loop;
    this.stream = stream;
    this.tapped = stream.tap(Optional.empty(), tap);
  }

  SseApiVerticle stream() {
    return stream;
  }

  /**
   * Adds a reader; from then on it misses nothing.
   *
   * @param after the last id it has; absent: it begins with what comes next
   */
  Future<Void> join(Reader reader, Optional<String> after) {
    return stream.betweenEvents(
        after, replay -> push(new Backlog.Join(() -> joined(reader, after, replay))));
  }

  /**
   * Takes a reader away.
   *
   * @return true: nobody reads any more
   */
  boolean leave(Reader reader) {
    readers.remove(reader);
    return readers.isEmpty();
  }

  /** Writes the same to every reader. */
  void writeAll(Buffer text) {
    List.copyOf(readers).forEach(reader -> reader.write(text));
  }

  /** Ends every reader; they come back and resume by id. */
  void close() {
    tapped.onSuccess(open -> open.close().run());
    List.copyOf(readers).forEach(Reader::end);
    readers.clear();
  }

  private void push(Entry entry) {
    if (backlog.add(entry)) {
      loop.runOnContext(ignored -> drain());
    }
  }

  private void drain() {
    List<SseEvent> batch = new ArrayList<>();
    List<Entry> next = backlog.take();
    if (next.isEmpty()) {
      return;
    }
    for (Entry entry : next) {
      if (entry instanceof Backlog.Event e) {
        batch.add(e.event());
      } else if (entry instanceof Backlog.Join reader) {
        write(batch);
        batch.clear();
        reader.join().run();
      }
    }
    write(batch);
    if (backlog.lostSome()) {
      List.copyOf(readers).forEach(Reader::cut);
    }
    // In between the connections write out what they were given.
    loop.runOnContext(ignored -> drain());
  }

  private void write(List<SseEvent> batch) {
    if (batch.isEmpty() || readers.isEmpty()) {
      return;
    }
    Map<Set<String>, Buffer> encoded = new HashMap<>();
    for (Reader reader : List.copyOf(readers)) {
      Buffer text = encoded.computeIfAbsent(reader.wanted(), wanted -> encode(batch, wanted));
      if (text.length() > 0) {
        reader.write(text);
      }
    }
  }

  private void joined(Reader reader, Optional<String> after, Replay replay) {
    reader.catchUp(missed(reader.wanted(), after, replay));
    readers.add(reader);
  }

  /** What a reader gets first. */
  static Buffer missed(Set<String> wanted, Optional<String> after, Replay replay) {
    // Sent in any case: with it comes the head, and who sees that has joined.
    Buffer missed = SseEncoder.comment("");
    if (replay.gap()) {
      JsonObject known = new JsonObject().put("after", after.orElse(""));
      missed.appendBuffer(SseEncoder.event("gap", known.encode()));
    }
    return missed.appendBuffer(encode(replay.events(), wanted));
  }

  /** Those of {@code events} that are wanted. */
  static Buffer encode(List<SseEvent> events, Set<String> wanted) {
    Buffer text = Buffer.buffer();
    for (SseEvent event : events) {
      if (wanted.equals(ALL) || wanted.contains(event.event())) {
        text.appendBuffer(SseEncoder.event(event));
      }
    }
    return text;
  }
}
