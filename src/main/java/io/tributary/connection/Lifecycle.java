package io.tributary.connection;

import io.tributary.connection.ConnectionState.Closed;
import io.tributary.connection.ConnectionState.Connecting;
import io.tributary.connection.ConnectionState.Disconnected;
import io.tributary.connection.ConnectionState.Failed;
import io.tributary.connection.ConnectionState.Open;
import io.tributary.connection.ConnectionState.Waiting;
import io.tributary.connection.Signal.Disconnect;
import io.tributary.connection.Signal.Lost;
import io.tributary.connection.Signal.Opened;
import io.tributary.connection.Signal.Proven;
import io.tributary.connection.Signal.Reconnect;
import io.tributary.connection.Signal.RetryDue;

/** The whole state machine of a stream: a pure function. */
public final class Lifecycle {

  private Lifecycle() {}

  /** A new machine. */
  public static ConnectionState start() {
    return new Connecting(0);
  }

  /**
   * The state that follows. A signal that does not fit (a late timer, a late answer) changes
   * nothing.
   *
   * @param draw a random number in [0, 1), for the jitter
   */
  public static ConnectionState next(
      ConnectionState now, Signal signal, ReconnectPolicy policy, double draw) {
    if (!now.isAlive()) {
      return now;
    }
    if (signal instanceof Disconnect disconnect) {
      return new Disconnected(disconnect.reason());
    }
    if (signal instanceof Reconnect) {
      return new Connecting(0);
    }
    if (signal instanceof Opened && now instanceof Connecting) {
      return new Open(now.attempt());
    }
    if (signal instanceof Proven && now instanceof Open) {
      return new Open(0);
    }
    if (signal instanceof Lost lost && !(now instanceof Waiting)) {
      return afterLoss(now.attempt(), lost.why(), policy, draw);
    }
    if (signal instanceof RetryDue && now instanceof Waiting) {
      return new Connecting(now.attempt());
    }
    return now;
  }

  private static ConnectionState afterLoss(
      int attempt, Failure why, ReconnectPolicy policy, double draw) {
    return switch (why.verdict()) {
      case CLOSE -> new Closed(attempt, why.message());
      case FAIL -> new Failed(attempt, why, why.message());
      case RETRY -> {
        int next = attempt + 1;
        yield policy.allows(next)
            ? new Waiting(next, policy.delay(next, why, draw), why)
            : exhausted(attempt, why, policy);
      }
    };
  }

  private static ConnectionState exhausted(int attempt, Failure why, ReconnectPolicy policy) {
    if (policy.autoReconnect()) {
      String reconnects = attempt == 1 ? " reconnect" : " reconnects in a row";
      String gaveUp = why.message() + "; gave up after " + attempt + reconnects;
      return new Failed(attempt, why, gaveUp);
    }
    return why instanceof Failure.Ended
        ? new Closed(attempt, why.message())
        : new Failed(attempt, why, why.message());
  }
}
