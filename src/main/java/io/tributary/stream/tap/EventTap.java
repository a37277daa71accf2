package io.tributary.stream.tap;

import io.tributary.sse.SseEvent;

/**
 * Listens to the delivered events of one stream inside the process, without being a consumer of its
 * address. Called on the stream's event loop, in order, each event once: also in request mode,
 * where a consumer may see one again. It must neither block nor throw.
 */
@FunctionalInterface
public interface EventTap {

  void event(SseEvent event);
}
