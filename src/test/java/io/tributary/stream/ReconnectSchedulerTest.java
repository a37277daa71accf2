package io.tributary.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connection.Backoff;
import io.tributary.connection.ConnectionState;
import io.tributary.connection.Failure;
import io.tributary.connection.ReconnectPolicy;
import io.tributary.sse.SseParser;
import io.tributary.stream.http.Connector;
import io.tributary.testkit.FakeTimers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The scheduler alone: a clock that stands still and connections that do as they are told. */
class ReconnectSchedulerTest {

  private static final Failure CUT = new Failure.Connect("cut");

  private final FakeTimers timers = new FakeTimers();
  private final List<FakeAttempt> attempts = new ArrayList<>();
  private final List<String> states = new ArrayList<>();
  private final ReconnectScheduler scheduler =
      new ReconnectScheduler(
          this::connect,
          timers,
          () -> 0,
          new ReconnectPolicy(true, 2, new Backoff(Backoff.Kind.CONSTANT, 1000, 30_000, 0)),
          new Recorder());

  @Test
  void aLossIsFollowedByItsDelayAndAnAttemptFromTheLastId() {
    scheduler.connect();
    attempt(1).open().handle(Buffer.buffer("id: 7\ndata: a\n\n"));
    attempt(1).lose();

    assertThat(attempts).hasSize(1);
    timers.advance(Duration.ofMillis(999));
    assertThat(attempts).hasSize(1);
    timers.advance(Duration.ofMillis(1));

    assertThat(attempt(2).lastEventId).isEqualTo("7");
    assertThat(attempt(1).closed).isTrue();
    assertThat(states).containsExactly("connecting", "open", "waiting", "connecting");
  }

  @Test
  void anOpenConnectionProvesItselfByTimeEvenWhenItIsSilent() {
    scheduler.connect();
    attempt(1).lose();
    timers.advance(Duration.ofSeconds(1));
    attempt(2).open();
    timers.advance(Duration.ofMillis(29_999));
    assertThat(scheduler.state().attempt()).isEqualTo(1);

    timers.advance(Duration.ofMillis(1));

    assertThat(scheduler.state().attempt()).isZero();
    assertThat(states).containsExactly("connecting", "waiting", "connecting", "open");
  }

  @Test
  void aConnectionThatWasLostCannotProveTheNextOne() {
    scheduler.connect();
    attempt(1).open();
    timers.advance(Duration.ofSeconds(20));
    attempt(1).lose();
    timers.advance(Duration.ofSeconds(1));
    attempt(2).open();

    timers.advance(Duration.ofSeconds(10));

    assertThat(scheduler.state().attempt()).isEqualTo(1);
  }

  @Test
  void lateWordsOfAFormerAttemptChangeNothing() {
    scheduler.connect();
    FakeAttempt first = attempt(1);
    first.lose();
    timers.advance(Duration.ofSeconds(1));

    first.listener.lost(CUT);
    first.open();

    assertThat(scheduler.state()).isEqualTo(new ConnectionState.Connecting(1));
  }

  @Test
  void afterDisconnectNothingRevivesTheStream() {
    scheduler.connect();
    FakeAttempt first = attempt(1);

    scheduler.disconnect("enough");
    first.open();
    first.listener.lost(CUT);
    scheduler.reconnect();
    scheduler.proven();
    timers.advance(Duration.ofDays(1));

    assertThat(attempts).hasSize(1);
    assertThat(scheduler.state()).isEqualTo(new ConnectionState.Disconnected("enough"));
    assertThat(timers.waiting()).isEmpty();
  }

  @Test
  void theNextAttemptWaitsUntilTheSocketOfTheFormerIsGone() {
    scheduler.connect();
    attempt(1).open();
    Promise<Void> closing = Promise.promise();
    attempt(1).closing = closing.future();

    scheduler.reconnect();
    assertThat(attempts).hasSize(1);
    closing.complete();

    assertThat(attempts).hasSize(2);
  }

  @Test
  void disconnectIsDoneWhenTheSocketIsGone() {
    scheduler.connect();
    attempt(1).open();
    Promise<Void> closing = Promise.promise();
    attempt(1).closing = closing.future();

    Future<Void> disconnected = scheduler.disconnect("enough");
    assertThat(disconnected.isComplete()).isFalse();
    closing.fail("reset");

    assertThat(disconnected.succeeded()).isTrue();
  }

  @Test
  void theServersRetryHoldsUntilConnectBeginsAnew() {
    scheduler.connect();
    attempt(1).open().handle(Buffer.buffer("retry: 5000\n\n"));
    attempt(1).lose();
    assertThat(timers.waiting()).containsExactly(Duration.ofSeconds(5));

    scheduler.disconnect("enough");
    scheduler.connect();
    attempt(2).lose();

    assertThat(timers.waiting()).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void connectDoesNotLetAWaitingStreamWait() {
    scheduler.connect();
    attempt(1).lose();

    scheduler.connect();

    assertThat(attempts).hasSize(2);
    assertThat(scheduler.state()).isEqualTo(new ConnectionState.Connecting(0));
    assertThat(timers.waiting()).isEmpty();
  }

  @Test
  void aStreamThatIsHeldBackIsHeldBackAfterAReconnectToo() {
    scheduler.connect();
    scheduler.hold(true);
    attempt(1).lose();
    timers.advance(Duration.ofSeconds(1));

    assertThat(attempt(2).held).isTrue();
    scheduler.hold(false);
    assertThat(attempt(2).held).isFalse();
  }

  private FakeAttempt attempt(int number) {
    assertThat(attempts).hasSizeGreaterThanOrEqualTo(number);
    return attempts.get(number - 1);
  }

  private Connector.Attempt connect(String lastEventId, Connector.Listener listener) {
    FakeAttempt attempt = new FakeAttempt(lastEventId, listener);
    attempts.add(attempt);
    return attempt;
  }

  private static final class FakeAttempt implements Connector.Attempt {

    private final String lastEventId;
    private final Connector.Listener listener;
    private final SseParser parser;
    private Future<Void> closing = Future.succeededFuture();
    private boolean closed;
    private boolean held;

    private FakeAttempt(String lastEventId, Connector.Listener listener) {
      this.lastEventId = lastEventId;
      this.listener = listener;
      this.parser = SseParser.newParser().lastEventId(lastEventId);
    }

    private SseParser open() {
      listener.opened(parser);
      return parser;
    }

    private void lose() {
      listener.lost(CUT);
    }

    @Override
    public Future<Void> close() {
      closed = true;
      return closing;
    }

    @Override
    public void hold(boolean hold) {
      held = hold;
    }
  }

  private final class Recorder implements StreamWatcher {

    @Override
    public void opened(SseParser events) {
      events.handler(event -> scheduler.proven());
    }

    @Override
    public void entered(ConnectionState now) {
      states.add(now.word());
    }

    @Override
    public void lost(Failure why, ConnectionState next) {}
  }
}
