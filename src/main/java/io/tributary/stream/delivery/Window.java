package io.tributary.stream.delivery;

import io.tributary.connection.Timers;
import io.tributary.stream.delivery.Letter.State;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * The unacknowledged events of one API in request mode: decides what is sent when, what is sent
 * again, what is given up and how far everything is done. It knows no bus. Lives on one event loop.
 *
 * <p>Letters leave in order. While one of them has failed, the oldest failed one is sent again and
 * nothing else until it is done. Without a consumer one letter is tried once a second.
 */
final class Window {

  /**
   * What a definition sets.
   *
   * @param maxInFlight letters in the window
   * @param ackTimeout of the oldest one
   * @param maxRedeliveries before a letter is given up
   */
  record Limits(int maxInFlight, Duration ackTimeout, int maxRedeliveries) {}

  static final long PROBE_MILLIS = 1000;

  private final Limits limits;
  private final Timers timers;
  private final Outlet outlet;
  private final AckTimer ackTimer;

  /** From the oldest one that is not done to the youngest. */
  private final Deque<Letter> letters = new ArrayDeque<>();

  private final Queue<Letter> unsent = byNumber();
  private final Queue<Letter> failed = byNumber();

  /** The failed letter that is under way again. */
  private Letter resent;

  /** The letter that finds out whether there is a consumer. */
  private Letter probe;

  private Timers.Timer probeTimer = Timers.Timer.NONE;
  private boolean consumerMissing;
  private boolean suspended;
  private boolean sending;
  private long number;
  private int inFlight;

  Window(Limits limits, Timers timers, Outlet outlet) {
    this.limits = limits;
    this.timers = timers;
    this.outlet = outlet;
    this.ackTimer = new AckTimer(timers, limits.ackTimeout().toMillis(), this::timedOut);
  }

  /** Letters that are not done, and done ones behind them. */
  int size() {
    return letters.size();
  }

  /** Letters that a consumer has. */
  int inFlight() {
    return inFlight;
  }

  boolean isConsumerMissing() {
    return consumerMissing;
  }

  /** Whether an event that comes now is sent at once. */
  boolean isOpen() {
    return letters.size() < limits.maxInFlight() && flows();
  }

  /** Takes the next event. */
  void offer(String id, JsonObject body, DeliveryOptions options) {
    number++;
    Letter letter = new Letter(number, id, body, options);
    letters.add(letter);
    if (flows() && !sending) {
      send(letter);
    } else {
      unsent.add(letter);
    }
    outlet.changed();
  }

  /** Takes an id that needs no delivery: it is done with the letter before it. */
  void skip(String id) {
    if (letters.isEmpty()) {
      outlet.done(id);
    } else {
      letters.getLast().lastId = id;
    }
  }

  /** A consumer is done with a letter; from whichever send this comes. */
  void acknowledged(Letter letter) {
    if (letter.state == State.DONE) {
      return;
    }
    if (letter == probe) {
      consumerFound();
    }
    finish(letter);
    goOn();
  }

  /** A consumer could not do it. */
  void failed(Letter letter, int send, String reason) {
    if (!letter.awaits(send)) {
      return;
    }
    if (letter == probe) {
      consumerFound();
    }
    letter.failures++;
    if (letter.failures > limits.maxRedeliveries()) {
      outlet.dead(letter, reason);
      finish(letter);
    } else {
      putBack(letter);
    }
    goOn();
  }

  /** There is no consumer: this was no delivery. */
  void unconsumed(Letter letter, int send) {
    if (!letter.awaits(send)) {
      return;
    }
    putBack(letter);
    if (letter == probe) {
      probe = null;
    }
    if (!consumerMissing && !suspended) {
      consumerMissing = true;
      probeTimer = timers.after(PROBE_MILLIS, this::probe);
    }
    goOn();
  }

  /** Sends nothing any more; acknowledgements count on. */
  void suspend() {
    suspended = true;
    consumerMissing = false;
    probe = null;
    probeTimer.cancel();
    ackTimer.cancel();
    outlet.changed();
  }

  /** Forgets every letter, so that acknowledgements that are still to come change nothing. */
  void restart() {
    suspend();
    letters.forEach(letter -> letter.state = State.DONE);
    letters.clear();
    unsent.clear();
    failed.clear();
    resent = null;
    inFlight = 0;
    suspended = false;
    outlet.changed();
  }

  private boolean flows() {
    return !suspended && !consumerMissing && resent == null && failed.isEmpty() && unsent.isEmpty();
  }

  private void goOn() {
    sendMore();
    outlet.changed();
  }

  /** A loop, since an outcome may come before a send returns. */
  private void sendMore() {
    if (sending) {
      return;
    }
    sending = true;
    while (!suspended && !consumerMissing && sendNext()) {}
    sending = false;
  }

  private boolean sendNext() {
    Letter next = resent != null ? null : failed.isEmpty() ? unsent.poll() : failed.poll();
    if (next != null) {
      send(next);
    }
    return next != null;
  }

  private void send(Letter letter) {
    if (letter.state == State.FAILED) {
      resent = letter;
    }
    letter.state = State.SENT;
    letter.sends++;
    inFlight++;
    if (letter == letters.peek()) {
      ackTimer.restart();
    }
    outlet.send(letter, letter.sends);
  }

  private void putBack(Letter letter) {
    leave(letter);
    letter.state = letter.failures == 0 ? State.UNSENT : State.FAILED;
    (letter.failures == 0 ? unsent : failed).add(letter);
  }

  private void finish(Letter letter) {
    leave(letter);
    letter.state = State.DONE;
    letter.body = null;
    if (letter != letters.peek()) {
      return;
    }
    String lastId = letter.lastId;
    while (!letters.isEmpty() && letters.peek().state == State.DONE) {
      lastId = letters.poll().lastId;
    }
    Letter oldest = letters.peek();
    if (oldest != null && oldest.state == State.SENT && !suspended) {
      ackTimer.restart();
    } else {
      ackTimer.rest();
    }
    outlet.done(lastId);
  }

  /** Takes a letter from wherever it stands. */
  private void leave(Letter letter) {
    switch (letter.state) {
      case SENT -> inFlight--;
      case UNSENT -> unsent.remove(letter);
      case FAILED -> failed.remove(letter);
      case DONE -> throw new IllegalStateException("a letter that is done stands nowhere");
    }
    if (letter == resent) {
      resent = null;
    }
    if (letter == letters.peek()) {
      ackTimer.rest();
    }
  }

  private void timedOut() {
    Letter oldest = letters.peek();
    if (oldest != null && oldest.state == State.SENT) {
      String reason =
          "expected an acknowledgement within " + limits.ackTimeout().toMillis() + " ms, got none";
      oldest.timedOut = true;
      failed(oldest, oldest.sends, reason);
    }
  }

  /** A letter that timed out came {@code back}: older ones are where its first send went. */
  void overtaken(Letter back) {
    letters.stream()
        .filter(it -> it.wasSentBefore(back, limits.ackTimeout().dividedBy(2)))
        .toList()
        .forEach(it -> failed(it, it.sends, "expected an acknowledgement, got a later one"));
  }

  private void consumerFound() {
    consumerMissing = false;
    probe = null;
    probeTimer.cancel();
  }

  private void probe() {
    if (resent != null && resent != probe) { // one that has failed goes first
      probeTimer = timers.after(PROBE_MILLIS, this::probe);
      return;
    }
    probe = probe != null ? null : failed.isEmpty() ? unsent.poll() : failed.poll();
    if (probe != null) {
      probeTimer = timers.after(PROBE_MILLIS, this::probe);
      send(probe);
    } else {
      // A consumer has had the letter for a while, or a late acknowledgement left none to try.
      consumerFound();
      goOn();
    }
  }

  private static Queue<Letter> byNumber() {
    return new PriorityQueue<>(1, Comparator.comparingLong((Letter letter) -> letter.number));
  }
}
