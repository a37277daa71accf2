package io.tributary.stream.http;

import io.tributary.connection.Failure;
import io.tributary.sse.SseParser;
import io.vertx.core.Future;

/** Makes connections of one API. Lives on one event loop, on which every listener is called. */
public interface Connector {

  /**
   * Starts one attempt.
   *
   * @param lastEventId the id to resume from; empty: none
   */
  Attempt connect(String lastEventId, Listener listener);

  /** An attempt and, once it is open, its connection. */
  interface Attempt {

    /**
     * Lets go of everything; the listener hears nothing more.
     *
     * @return completes when no socket is left
     */
    Future<Void> close();

    /** Stops or resumes reading; the idle timeout stands still in between. */
    void hold(boolean held);
  }

  /** Who waits for the attempt. */
  interface Listener {

    /** The server answered with an event stream. The parser flows once it has a handler. */
    void opened(SseParser events);

    /** The attempt or the connection is over: at most once, and nothing follows. */
    void lost(Failure why);
  }
}
