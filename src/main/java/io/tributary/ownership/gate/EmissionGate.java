package io.tributary.ownership.gate;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets events out only while enough nodes have confirmed lately that this one belongs to them.
 * After it has been closed it does not open before the claims were read again. Asked with every
 * event, so that a process which was stopped for a while finds it closed as soon as it goes on.
 * Thread-safe.
 */
public final class EmissionGate {

  /** How long a confirmation counts, from when it was asked for. */
  public static final long CONFIRMED_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final int quorum;
  private final LongSupplier nanoTime;
  private final Map<String, Long> confirmedBy = new HashMap<>();
  private volatile long openUntil;
  private volatile boolean verified;
  private long closedAt;
  private long closedSince;
  private long closedNanos;

  /**
   * A gate that is closed, unless nobody's confirmation is needed.
   *
   * @param quorum how many nodes have to agree, this one included
   * @param nanoTime a monotonic clock
   */
  public EmissionGate(int quorum, LongSupplier nanoTime) {
    this.quorum = quorum;
    this.nanoTime = nanoTime;
    this.openUntil = nanoTime.getAsLong() - 1;
    this.closedAt = openUntil;
    this.closedSince = openUntil;
  }

  /** Whether an event may be emitted now. */
  public boolean isOpen() {
    return quorum == 1 || (verified && hasQuorum());
  }

  /** Whether enough nodes are in touch. */
  public boolean hasQuorum() {
    return quorum == 1 || nanoTime.getAsLong() - openUntil < 0;
  }

  /**
   * Another node confirmed this one.
   *
   * @param node a name that survives a restart: one vote each
   * @param askedAt when it was asked: what it said may be that old
   */
  public synchronized void confirmed(String node, long askedAt) {
    if (!hasQuorum()) {
      if (verified) {
        closedSince = openUntil;
      }
      verified = false;
      closedAt = nanoTime.getAsLong();
    }
    confirmedBy.merge(node, askedAt, (one, other) -> one - other > 0 ? one : other);
    openUntil = until();
  }

  /**
   * The claims are known as they stood at {@code readAt} or later, and what was lost is stopped.
   */
  public synchronized void verified(long readAt) {
    if (!verified && readAt - closedAt >= 0 && hasQuorum()) {
      closedNanos += nanoTime.getAsLong() - closedSince;
      verified = true;
    }
  }

  /** For how long it has been closed, all in all, nanoseconds. */
  public synchronized long closedNanos() {
    if (isOpen()) {
      return closedNanos;
    }
    return closedNanos + nanoTime.getAsLong() - (verified ? openUntil : closedSince);
  }

  /** The time of the last confirmation that makes up the quorum, and what it is good for. */
  private long until() {
    long now = nanoTime.getAsLong();
    confirmedBy.values().removeIf(at -> now - at >= CONFIRMED_NANOS);
    int needed = quorum - 1;
    return confirmedBy.size() < needed
        ? now - 1
        : now
            - confirmedBy.values().stream()
                .map(at -> now - at)
                .sorted()
                .skip(needed - 1L)
                .findFirst()
                .orElse(0L)
            + CONFIRMED_NANOS;
  }
}
