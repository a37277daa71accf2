package io.tributary.bench.server;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The connections that the {@link Pacer} feeds, and when each of them came. Thread-safe. */
final class PacedStreams {

  private static final long WINDOW = TimeUnit.MILLISECONDS.toNanos(100);

  private final List<NetSocket> open = new ArrayList<>();
  private final List<Long> arrivals = new ArrayList<>();
  private long droppedAt = System.nanoTime();
  private int underWay;
  private int mostUnderWay;

  /** A connection was accepted; its request is still to come. */
  synchronized void accepted() {
    underWay++;
    mostUnderWay = Math.max(mostUnderWay, underWay);
  }

  /** The request of a connection is there, or will never be. */
  synchronized void asked() {
    underWay--;
  }

  synchronized void add(NetSocket socket) {
    open.add(socket);
    arrivals.add(System.nanoTime());
    socket.closeHandler(closed -> remove(socket));
  }

  private synchronized void remove(NetSocket socket) {
    open.remove(socket);
  }

  synchronized int size() {
    return open.size();
  }

  /** Sends to one of the streams; they take turns by {@code turn}. */
  synchronized void send(long turn, Buffer chunk) {
    if (!open.isEmpty()) {
      open.get((int) (turn % open.size())).write(chunk);
    }
  }

  /** Closes all of them at once and forgets their arrivals. */
  synchronized String drop() {
    List<NetSocket> dropped = new ArrayList<>(open);
    open.clear();
    arrivals.clear();
    mostUnderWay = 0;
    droppedAt = System.nanoTime();
    dropped.forEach(NetSocket::close);
    return Integer.toString(dropped.size());
  }

  /**
   * Milliseconds from the drop to the last arrival, the most arrivals in any 100 ms, the most that
   * were under way at once.
   */
  synchronized String arrivals() {
    long[] at = arrivals.stream().mapToLong(Long::longValue).sorted().toArray();
    long last = Arrays.stream(at).max().orElse(droppedAt);
    int most = 0;
    for (int from = 0, to = 0; to < at.length; to++) {
      while (at[to] - at[from] > WINDOW) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    return TimeUnit.NANOSECONDS.toMillis(last - droppedAt) + " " + most + " " + mostUnderWay;
  }
}
