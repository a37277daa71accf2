package io.tributary.stream;

import io.tributary.connection.Backoff;
import io.tributary.connection.ConnectionState;
import io.tributary.connection.ConnectionState.Connecting;
import io.tributary.connection.ConnectionState.Disconnected;
import io.tributary.connection.ConnectionState.Failed;
import io.tributary.connection.ConnectionState.Open;
import io.tributary.connection.ConnectionState.Waiting;
import io.tributary.connection.Failure;
import io.tributary.connection.Lifecycle;
import io.tributary.connection.ReconnectPolicy;
import io.tributary.connection.Signal;
import io.tributary.connection.Timers;
import io.tributary.sse.SseParser;
import io.tributary.stream.http.Connector;
import io.vertx.core.Future;
import java.util.function.DoubleSupplier;

/**
 * Obeys the state machine of one stream: makes and drops connections, sets timers. What belongs to
 * a state is let go when it is left, and an epoch voids every callback of the past, so that there
 * are never two connections. Lives on one event loop.
 */
final class ReconnectScheduler {

  /** A connection that stays open for this long works, even when no event comes. */
  static final long PROVEN_AFTER_MILLIS = 30_000;

  private final Connector connector;
  private final Timers timers;
  private final DoubleSupplier dice;
  private final StreamWatcher watcher;
  private final ReconnectPolicy configured;

  private ReconnectPolicy policy;
  private ConnectionState state = new Disconnected("waits for connect");
  private String lastEventId = "";
  private boolean held;
  private int epoch;
  private Timers.Timer timer = Timers.Timer.NONE;
  private Connector.Attempt attempt;
  private SseParser events;
  private Future<Void> released = Future.succeededFuture();

  ReconnectScheduler(
      Connector connector,
      Timers timers,
      DoubleSupplier dice,
      ReconnectPolicy policy,
      StreamWatcher watcher) {
    this.connector = connector;
    this.timers = timers;
    this.dice = dice;
    this.configured = policy;
    this.policy = policy;
    this.watcher = watcher;
  }

  ConnectionState state() {
    return state;
  }

  /** The last id that was received; it outlives connections. */
  String lastEventId() {
    return events == null ? lastEventId : events.lastEventId();
  }

  /** Sets where the first connect starts from. */
  void startFrom(String id) {
    lastEventId = id;
  }

  /** Starts a stream that has ended, or has not begun; a waiting one does not wait any longer. */
  void connect() {
    if (!state.isAlive()) {
      policy = configured;
      enter(Lifecycle.start());
    } else if (state instanceof Waiting) {
      on(new Signal.Reconnect());
    }
  }

  /** Starts from the given id, whatever the stream is doing. */
  void connectFrom(String id) {
    letGo();
    lastEventId = id;
    if (state.isAlive()) {
      enter(Lifecycle.start());
    } else {
      connect();
    }
  }

  /** A fresh connection now, unless the stream has ended. */
  void reconnect() {
    on(new Signal.Reconnect());
  }

  /**
   * Ends the stream for good.
   *
   * @return completes when no socket is left
   */
  Future<Void> disconnect(String reason) {
    if (state.isAlive()) {
      on(new Signal.Disconnect(reason));
    } else if (!(state instanceof Disconnected)) {
      enter(new Disconnected(reason));
    }
    return released;
  }

  /** Ends a stream that cannot begin. */
  void fail(Failure why) {
    ConnectionState failed = new Failed(state.attempt(), why, why.message());
    watcher.lost(why, failed);
    enter(failed);
  }

  /** Stops or resumes reading, over reconnects too. */
  void hold(boolean hold) {
    held = hold;
    if (attempt != null) {
      attempt.hold(hold);
    }
  }

  /** An event arrived: the connection works. */
  void proven() {
    on(new Signal.Proven());
  }

  private void on(Signal signal) {
    ConnectionState next = Lifecycle.next(state, signal, policy, dice.getAsDouble());
    if (next.equals(state)) {
      return;
    }
    if (signal instanceof Signal.Lost lost) {
      watcher.lost(lost.why(), next);
    }
    enter(next);
  }

  private void enter(ConnectionState next) {
    ConnectionState before = state;
    state = next;
    if (next instanceof Open && before instanceof Open) {
      return; // only its attempts went back to 0
    }
    if (!(next instanceof Open)) {
      letGo();
    }
    int mine = epoch;
    watcher.entered(next);
    if (mine == epoch) {
      begin(next);
    }
  }

  private void begin(ConnectionState next) {
    if (next instanceof Connecting) {
      // The socket before this one must be gone, or there would be two.
      Runnable attempt = current(this::attempt);
      released.onComplete(done -> attempt.run());
    } else if (next instanceof Waiting waiting) {
      timer = timers.after(waiting.delay(), current(() -> on(new Signal.RetryDue())));
    } else if (next instanceof Open) {
      timer = timers.after(PROVEN_AFTER_MILLIS, current(() -> on(new Signal.Proven())));
      watcher.opened(events);
    }
  }

  private void attempt() {
    int mine = epoch;
    Connector.Listener listener =
        new Connector.Listener() {
          @Override
          public void opened(SseParser parser) {
            if (mine == epoch) {
              events = parser;
              parser.retryHandler(ReconnectScheduler.this::serverRetry);
              on(new Signal.Opened());
            }
          }

          @Override
          public void lost(Failure why) {
            if (mine == epoch) {
              on(new Signal.Lost(why));
            }
          }
        };
    attempt = connector.connect(lastEventId, listener);
    attempt.hold(held);
  }

  private void serverRetry(long millis) {
    Backoff backoff = policy.backoff().withServerRetry(millis);
    policy = new ReconnectPolicy(policy.autoReconnect(), policy.maxAttempts(), backoff);
  }

  private void letGo() {
    epoch++;
    timer.cancel();
    lastEventId = lastEventId();
    events = null;
    if (attempt != null) {
      // A socket that does not close in good order is gone all the same.
      released = attempt.close().otherwiseEmpty();
      attempt = null;
    }
  }

  private Runnable current(Runnable task) {
    int mine = epoch;
    return () -> {
      if (mine == epoch) {
        task.run();
      }
    };
  }
}
