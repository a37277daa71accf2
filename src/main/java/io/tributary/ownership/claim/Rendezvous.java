package io.tributary.ownership.claim;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Rendezvous hashing: each node has a score for each API and the highest one runs it. The same on
 * every node; a node that comes or goes moves no API but its own.
 */
public final class Rendezvous {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private Rendezvous() {}

  /** The node with the highest score; empty when there is none to choose from. */
  public static Optional<String> owner(String apiName, Collection<String> nodes) {
    return nodes.stream()
        .max(
            Comparator.<String>comparingLong(node -> score(apiName, node))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** How much {@code node} is to have {@code apiName}; every value is as likely as any other. */
  public static long score(String apiName, String node) {
    // Neither names of APIs nor of nodes have a line feed.
    return mixed(fnv(fnv(fnv(FNV_OFFSET, node), "\n"), apiName));
  }

  private static long fnv(long hash, String text) {
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }

  /** Lets every bit count: similar names differ in the low bits only. */
  private static long mixed(long hash) {
    long half = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    long most = (half ^ (half >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return most ^ (most >>> 33);
  }
}
