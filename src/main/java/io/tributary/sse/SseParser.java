package io.tributary.sse;

import io.netty.buffer.ByteBuf;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.function.LongConsumer;

/**
 * Reads the events of a stream of bytes in the {@code text/event-stream} format (WHATWG HTML
 * §9.2.5, §9.2.6), as a {@link ReadStream} over a {@link ReadStream}, or fed by hand through {@link
 * #handle} and {@link #end}.
 *
 * <p>There is no queue of events: without demand the parser stops in the middle of a chunk, keeps
 * the rest and pauses its source, so that a slow consumer slows the sender. A chunk must not be
 * changed once it is handed over. Everything a handler is told comes in the order of the stream,
 * and only while there is demand; only events use demand up.
 *
 * <p>An exception of a handler goes to the {@link #exceptionHandler}, and the parser goes on with
 * what follows. Without an exception handler the first one is thrown to whoever fed the parser or
 * asked it for more, once the chunk is done.
 *
 * <p>Lives on one event loop: none of its methods may be called from another thread. Handlers may
 * call any of them.
 */
public final class SseParser implements ReadStream<SseEvent>, Handler<Buffer> {

  /** The largest event that is read unless {@link #maxEventSize} says otherwise, in bytes. */
  public static final int DEFAULT_MAX_EVENT_SIZE = 1 << 20;

  /** Null when the parser is fed by hand. */
  private final ReadStream<Buffer> source;

  private final SseDecoder decoder = new SseDecoder();

  /** Chunks of a source that delivers although it is paused. */
  private final Queue<Buffer> waiting = new ArrayDeque<>(1);

  private final HandlerFaults faults = new HandlerFaults();

  private Handler<SseEvent> eventHandler;
  private Handler<String> commentHandler;
  private LongConsumer retryHandler = millis -> {};
  private Handler<String> lastEventIdHandler = id -> {};
  private Handler<SseOversize> oversizeHandler = skipped -> {};
  private Handler<Void> endHandler = end -> {};

  private long demand = Long.MAX_VALUE;
  private long bytesRead;
  private boolean reading;
  private boolean sourceEnded;
  private boolean ended;

  private SseParser(ReadStream<Buffer> source) {
    this.source = source;
  }

  /** A parser of what {@code source} delivers; it begins when {@link #handler} is set. */
  public static SseParser newParser(ReadStream<Buffer> source) {
    return new SseParser(Objects.requireNonNull(source, "source"));
  }

  /** A parser that is fed by {@link #handle} and {@link #end}. */
  public static SseParser newParser() {
    return new SseParser(null);
  }

  /**
   * Bounds the memory for one event; to be set before the handlers. What counts are the bytes of
   * the field lines since the last blank line, without line ends and comments. A larger event is
   * skipped and told to the {@link #oversizeHandler}.
   *
   * @param bytes at least 1
   */
  public SseParser maxEventSize(int bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("maxEventSize: must be at least 1, was " + bytes);
    }
    decoder.maxSize(bytes);
    return this;
  }

  /** The last event id to begin with: the one that the request was sent with. */
  public SseParser lastEventId(String id) {
    decoder.block().lastEventId(Objects.requireNonNull(id, "id"));
    return this;
  }

  /** The last event id of the stream, as of the last block that was read; empty when none. */
  public String lastEventId() {
    return decoder.block().lastEventId();
  }

  /** Bytes that came in, also those of chunks that wait for demand. */
  public long bytesRead() {
    return bytesRead;
  }

  /**
   * Is given the text after the colon of each comment line; null for no comments. A comment beyond
   * {@link #maxEventSize} is left out.
   */
  public SseParser commentHandler(Handler<String> handler) {
    commentHandler = handler;
    decoder.wantsComments(handler != null);
    return this;
  }

  /** Is given the milliseconds of each valid {@code retry} field. */
  public SseParser retryHandler(LongConsumer handler) {
    retryHandler = Objects.requireNonNull(handler, "handler");
    return this;
  }

  /** Is given the new last event id when a block without data changes it. */
  public SseParser lastEventIdHandler(Handler<String> handler) {
    lastEventIdHandler = Objects.requireNonNull(handler, "handler");
    return this;
  }

  /**
   * Is told once of each event that was too large, at its end or at the end of the stream. Its id
   * is already the {@link #lastEventId}, unless the stream ended within it.
   */
  public SseParser oversizeHandler(Handler<SseOversize> handler) {
    oversizeHandler = Objects.requireNonNull(handler, "handler");
    return this;
  }

  /** Is given the failures of the source and the exceptions of the other handlers. */
  @Override
  public SseParser exceptionHandler(Handler<Throwable> handler) {
    faults.exceptionHandler(handler);
    return this;
  }

  @Override
  public SseParser handler(Handler<SseEvent> handler) {
    eventHandler = handler;
    if (source == null) {
      return this;
    }
    if (handler == null) {
      source.handler(null).endHandler(null).exceptionHandler(null);
    } else {
      source.exceptionHandler(faults::sourceFailed).endHandler(nothing -> end()).handler(this);
    }
    return this;
  }

  /** Is called once, after the last event was taken. */
  @Override
  public SseParser endHandler(Handler<Void> handler) {
    endHandler = handler == null ? end -> {} : handler;
    return this;
  }

  @Override
  public SseParser pause() {
    demand = 0;
    if (!reading) {
      pauseSource();
    }
    return this;
  }

  @Override
  public SseParser resume() {
    return fetch(Long.MAX_VALUE);
  }

  @Override
  public SseParser fetch(long amount) {
    if (amount < 1) {
      throw new IllegalArgumentException("fetch: must be at least 1, was " + amount);
    }
    demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
    if (!reading) {
      read();
      if (demand > 0 && source != null && !sourceEnded) {
        source.resume();
      }
    }
    return this;
  }

  /** Takes the next bytes of the stream. */
  @Override
  public void handle(Buffer chunk) {
    bytesRead += chunk.length();
    if (!reading && demand > 0 && isDrained()) {
      feed(chunk);
    } else {
      waiting.add(chunk);
    }
    read();
  }

  /** Ends the stream: the source does this by itself. */
  public void end() {
    sourceEnded = true;
    read();
  }

  /** Reads as far as the demand goes. Handlers that call back in find {@code reading} set. */
  private void read() {
    if (reading) {
      return;
    }
    reading = true;
    boolean more = true;
    while (more && demand > 0) {
      more = step();
    }
    if (sourceEnded && !ended && isDrained()) {
      ended = true;
      finish();
    }
    reading = false;
    if (demand == 0) {
      pauseSource();
    }
    faults.throwKept();
  }

  private boolean step() {
    try {
      return tell(decoder.next());
    } catch (OutOfMemoryError full) {
      // Still marked as reading, it reads no more: no event may be left out without notice.
      throw full;
    } catch (Throwable thrown) {
      faults.report(thrown);
      return true;
    }
  }

  /** Tells the handler that a step concerns; false when there is nothing left to read. */
  private boolean tell(Step step) {
    switch (step) {
      case EVENT -> deliver(decoder.block().event());
      case COMMENT -> commentHandler.handle(decoder.comment());
      case RETRY -> retryHandler.accept(decoder.block().retry());
      case LAST_EVENT_ID -> lastEventIdHandler.handle(decoder.block().lastEventId());
      case OVERSIZE -> oversizeHandler.handle(decoder.block().oversize());
      case STARVED -> {
        return feedNext();
      }
      case NONE -> {}
    }
    return true;
  }

  private void deliver(SseEvent event) {
    if (demand != Long.MAX_VALUE) {
      demand--;
    }
    if (eventHandler != null) {
      eventHandler.handle(event);
    }
  }

  private boolean feedNext() {
    Buffer next = waiting.poll();
    if (next != null) {
      feed(next);
    }
    return next != null;
  }

  private void feed(Buffer next) {
    ByteBuf buf = ((BufferInternal) next).getByteBuf();
    if (buf.hasArray()) {
      int from = buf.arrayOffset() + buf.readerIndex();
      decoder.feed(buf.array(), from, from + buf.readableBytes());
    } else {
      decoder.feed(next.getBytes(), 0, next.length());
    }
  }

  private boolean isDrained() {
    return waiting.isEmpty() && decoder.isStarved();
  }

  private void finish() {
    if (decoder.endsOversize()) {
      faults.guard(() -> oversizeHandler.handle(decoder.block().oversize()));
    }
    faults.guard(() -> endHandler.handle(null));
  }

  private void pauseSource() {
    if (source != null && !sourceEnded) {
      source.pause();
    }
  }
}
