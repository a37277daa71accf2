package io.tributary.ownership.cluster;

import io.tributary.ownership.claim.Claim;
import io.tributary.ownership.gate.EmissionGate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What this node remembers of claims, since a map can lose what it held: when members vanish at
 * once, or when two halves of a cluster become one again. Lives on one event loop.
 */
final class History {

  /** Longer than the gate of a holder stays open whose claim is gone. */
  private static final long LAPSE_NANOS =
      EmissionGate.CONFIRMED_NANOS + TimeUnit.MILLISECONDS.toNanos(250);

  /** Epochs of one node differ from those of another in their last digits. */
  private static final long SLOTS = 1000;

  private final long slot;
  private final LongSupplier stored;
  private final LongSupplier nanoTime;
  private final Map<String, Long> highest = new HashMap<>();
  private final Map<String, Long> absentSince = new HashMap<>();

  /**
   * Remembers nothing.
   *
   * @param stored higher than any epoch of which something is stored
   */
  History(String nodeId, LongSupplier stored, LongSupplier nanoTime) {
    this.slot = Math.floorMod(nodeId.hashCode(), SLOTS);
    this.stored = stored;
    this.nanoTime = nanoTime;
  }

  /** The map has these claims now; absence counts only while enough nodes are in touch. */
  void saw(Map<String, Claim> claims, Set<String> apis, boolean inTouch) {
    claims.forEach((api, claim) -> highest.merge(api, claim.epoch(), Math::max));
    if (!inTouch) {
      absentSince.clear();
      return;
    }
    long now = nanoTime.getAsLong();
    absentSince.keySet().retainAll(apis);
    for (String api : apis) {
      if (claims.containsKey(api)) {
        absentSince.remove(api);
      } else {
        absentSince.putIfAbsent(api, now);
      }
    }
  }

  /** Whether an API has had no claim for so long that nobody emits for it. */
  boolean hasLapsed(String api) {
    Long since = absentSince.get(api);
    return since != null && nanoTime.getAsLong() - since > LAPSE_NANOS;
  }

  /** Whether some API is waited for. */
  boolean isWaiting() {
    return !absentSince.isEmpty();
  }

  /**
   * The least epoch of this node's next claim to an API: above all that it knows of, and no other
   * node's. Wall-clock time keeps it above what nobody knows of any more.
   */
  long epochFloor(String api) {
    long known = Math.max(highest.getOrDefault(api, 0L) + 1, stored.getAsLong());
    long least = Math.max(known, System.currentTimeMillis());
    return least + Math.floorMod(slot - least, SLOTS);
  }
}
