package io.tributary.ownership.gate;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Knows when the claims of a node that has left may be taken: when so many nodes refuse to confirm
 * it, and have for longer than a confirmation counts, that its gate must be closed, wherever it is
 * and whatever it believes. Lives on one event loop.
 */
public final class Departures {

  /** Covers the difference between two clocks' speed. */
  private static final long MARGIN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  /** An age for a node that was never confirmed. */
  static final long NEVER_MILLIS = TimeUnit.DAYS.toMillis(1);

  private record Statement(long lastConfirmedAt, long heardAt) {}

  private final int needed;
  private final LongSupplier nanoTime;
  private final long startedAt;
  private final Map<String, Long> confirmedAt = new HashMap<>();
  private final Map<String, Map<String, Statement>> byNodeByPeer = new HashMap<>();

  /**
   * Knows of no departure.
   *
   * @param size how many nodes the whole cluster has
   * @param quorum how many of them open a gate
   */
  public Departures(int size, int quorum, LongSupplier nanoTime) {
    boolean majority = 2 * quorum > size;
    // With less than a majority two groups may be open at once, whatever is refused.
    this.needed = majority ? size - quorum + 1 : quorum;
    this.nanoTime = nanoTime;
    this.startedAt = nanoTime.getAsLong();
  }

  /** This node confirmed {@code node} now. */
  public void confirmed(String node) {
    confirmedAt.put(node, nanoTime.getAsLong());
    byNodeByPeer.values().forEach(statements -> statements.remove(node));
  }

  /**
   * Milliseconds since this node last confirmed {@code node}; since it runs, where it never did.
   */
  public long confirmedAgo(String node) {
    long since = confirmedAt.getOrDefault(node, startedAt);
    return TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - since);
  }

  /** {@code peer} says that it refuses {@code node} and confirmed it so long ago. */
  public void refused(String peer, String node, long confirmedAgoMillis) {
    long now = nanoTime.getAsLong();
    long ago = TimeUnit.MILLISECONDS.toNanos(Math.min(confirmedAgoMillis, NEVER_MILLIS));
    byNodeByPeer
        .computeIfAbsent(peer, none -> new HashMap<>())
        .put(node, new Statement(now - ago, now));
  }

  /** {@code peer} still confirms {@code node}. */
  public void confirms(String peer, String node) {
    byNodeByPeer.computeIfAbsent(peer, none -> new HashMap<>()).remove(node);
  }

  /** Whether the gate of {@code node}, which is no member here, must be closed. */
  public boolean isGone(String node) {
    long now = nanoTime.getAsLong();
    long closed = EmissionGate.CONFIRMED_NANOS + MARGIN_NANOS;
    long votes =
        byNodeByPeer.values().stream()
            .map(statements -> statements.get(node))
            .filter(it -> it != null && now - it.heardAt <= EmissionGate.CONFIRMED_NANOS)
            .filter(it -> now - it.lastConfirmedAt > closed)
            .count();
    boolean mine = now - confirmedAt.getOrDefault(node, startedAt) > closed;
    return mine && votes + 1 >= needed;
  }
}
