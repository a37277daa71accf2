package io.tributary.bench.server;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends at a fixed rate, the streams taking turns. Every event carries the moment at which it was
 * due, not the one at which it went out: a pause of whoever is measured, or of this process, then
 * shows in every event that was due meanwhile (coordinated omission).
 */
final class Pacer {

  private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long NAP = TimeUnit.MICROSECONDS.toNanos(50);

  private final PacedStreams streams;
  private volatile Thread running;

  Pacer(PacedStreams streams) {
    this.streams = streams;
  }

  /**
   * Sends so many events a second from now on, so many of them in each chunk, with data of that
   * size. Replaces what was going on; a rate of 0 ends it.
   */
  synchronized String pace(List<String> words) throws InterruptedException {
    long rate = Long.parseLong(words.get(0));
    Thread before = running;
    running = null;
    if (before != null) {
      before.join();
    }
    if (rate > 0) {
      int events = Integer.parseInt(words.get(1));
      StampedChunk chunk = new StampedChunk(events, Integer.parseInt(words.get(2)));
      running = new Thread(() -> send(events * NANOS_PER_SECOND / rate, chunk), "pacer");
      running.start();
    }
    return "ok";
  }

  private void send(long period, StampedChunk chunk) {
    long due = System.nanoTime();
    for (long turn = 0; running == Thread.currentThread(); turn++) {
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(Math.min(NAP, due - System.nanoTime()));
      }
      streams.send(turn, chunk.at(turn * chunk.events(), due));
      due += period;
    }
  }
}
