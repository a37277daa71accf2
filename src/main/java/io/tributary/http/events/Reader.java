package io.tributary.http.events;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Set;

/**
 * One client that reads events. What it has not taken yet waits in a bounded buffer; when that is
 * full the client is cut off, and resumes by id. Lives on one event loop.
 */
final class Reader {

  /** Bytes that may wait beside a replay. The events in them are shared among all readers. */
  static final int BUFFER = 1024 * 1024;

  /** A client that is gone is told by the close of its connection. */
  private static final Handler<Throwable> GONE = closed -> {};

  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Set<String> wanted;
  private boolean gone;
  private boolean left;

  /**
   * A reader.
   *
   * @param wanted event types it asks for; empty: all
   */
  Reader(HttpServerRequest request, Set<String> wanted) {
    this.request = request;
    this.response = request.response();
    this.wanted = wanted;
  }

  Set<String> wanted() {
    return wanted;
  }

  /** Writes what it missed: as large as the replay buffer, so it comes on top of the own one. */
  void catchUp(Buffer missed) {
    response.setWriteQueueMaxSize(BUFFER + missed.length());
    response.write(missed).onFailure(GONE);
  }

  /** Writes, or cuts the client off when it has fallen too far behind. */
  void write(Buffer events) {
    if (gone) {
      return;
    }
    if (response.writeQueueFull()) {
      cut();
    } else {
      response.write(events).onFailure(GONE);
    }
  }

  /** Ends the response in good order; the client comes back. */
  void end() {
    gone = true;
    response.end().onFailure(GONE);
  }

  /** Whether it leaves now; false: it has left before. */
  boolean leaves() {
    boolean now = !left;
    left = true;
    return now;
  }

  /** Ends it at once, whatever is still to be written. */
  void cut() {
    gone = true;
    if (request.version() != HttpVersion.HTTP_2
        && request.connection() instanceof ConnectionBase plain) {
      // Vert.x's own close would first wait for what this client does not take.
      var unused = plain.channel().close();
    } else {
      response.reset();
    }
  }
}
