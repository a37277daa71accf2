package io.tributary.stream.net;

import io.tributary.connection.Timers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;

/**
 * Notices that an HTTP/2 peer has vanished: pings go round a stream that is paused, and are asked
 * for whatever the idle timeout is. Lives on one event loop.
 */
public final class PingWatch {

  /** Twice this is the longest that a vanished peer goes unnoticed. */
  public static final long INTERVAL_MILLIS = 20_000;

  private static final Buffer EIGHT_BYTES = Buffer.buffer(new byte[8]);

  private final Timers timers;
  private final long interval;
  private final Runnable onVanished;
  private Timers.Timer timer = Timers.Timer.NONE;
  private boolean answered;

  /**
   * @param interval between pings, which is also the time for an answer, milliseconds
   * @param onVanished runs when a ping was not answered until the next was due
   */
  public PingWatch(Timers timers, long interval, Runnable onVanished) {
    this.timers = timers;
    this.interval = interval;
    this.onVanished = onVanished;
  }

  public void start(HttpConnection connection) {
    answered = true;
    timer.cancel();
    timer = timers.after(interval, () -> ping(connection));
  }

  public void stop() {
    timer.cancel();
  }

  boolean isAnswered() {
    return answered;
  }

  private void ping(HttpConnection connection) {
    if (!answered) {
      onVanished.run();
      return;
    }
    answered = false;
    timer = timers.after(interval, () -> ping(connection));
    // A failure says that the connection has ended, which is told elsewhere.
    connection.ping(EIGHT_BYTES.copy()).onSuccess(pong -> answered = true);
  }
}
