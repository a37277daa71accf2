package io.tributary.stream.http;

import io.tributary.metrics.StreamFigures;
import io.tributary.sse.SseParser;
import io.vertx.core.Context;
import io.vertx.core.http.HttpClientResponse;
import java.util.Optional;

/**
 * An open response as a stream of events that can be held back. What the server sent before a loss
 * is taken before the loss is told. Lives on one event loop.
 */
final class OpenStream {

  private final Context context;
  private final IdleWatch idle;
  private final SseParser events;
  private Optional<Runnable> afterLastEvent = Optional.empty();
  private boolean held;

  OpenStream(Context context, HttpClientResponse response, IdleWatch idle, StreamFigures figures) {
    this.context = context;
    this.idle = idle;
    this.events = SseParser.newParser(new WatchedStream(response, idle, figures));
  }

  SseParser events() {
    return events;
  }

  void endHandler(Runnable onEnd) {
    events.endHandler(end -> onEnd.run());
  }

  void hold(boolean hold) {
    if (hold == held) {
      return;
    }
    held = hold;
    idle.hold(hold);
    if (hold) {
      events.pause();
    } else {
      events.resume();
      afterLastEvent.ifPresent(this::afterLastEvent);
    }
  }

  /** Runs {@code task} when the stream is not held back, after what already arrived was parsed. */
  void afterLastEvent(Runnable task) {
    afterLastEvent = Optional.of(task);
    if (!held) {
      // Resuming a response schedules its backlog first.
      context.runOnContext(
          ignored -> {
            if (!held) {
              afterLastEvent.ifPresent(Runnable::run);
            }
          });
    }
  }

  /** Nothing more is parsed or told. */
  void drop() {
    afterLastEvent = Optional.empty();
    events.pause().handler(null);
  }
}
