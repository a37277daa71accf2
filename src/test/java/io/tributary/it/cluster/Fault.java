package io.tributary.it.cluster;

import java.util.concurrent.TimeUnit;

/**
 * Something that was done to a node.
 *
 * @param from when it began, in nanoseconds of the clock of the records
 * @param to when all was as it should be again
 */
record Fault(Kind kind, int host, long from, long to) {

  /** How long a hang or a cut lasts. */
  static final long SECONDS = 20;

  /** Whether nobody could hear it: the node was cut off. */
  boolean mutes(Emission emission) {
    long into = emission.at() - from;
    return kind == Kind.CUT
        && emission.node() == host
        && into > 0
        && into < TimeUnit.SECONDS.toNanos(SECONDS);
  }

  /** When an API that emitted so lost its owner at the earliest. */
  long since(Emission last) {
    boolean peaceful = kind == Kind.LEAVE || kind == Kind.JOIN;
    return last.node() == host && !peaceful ? from : last.at();
  }

  /** What can be done. */
  enum Kind {
    /** kill -9. */
    KILL("kill -9"),
    /** SIGSTOP, and SIGCONT after a while. */
    HANG("stopped for 20 s"),
    /** No packet to or from any other node, for a while. */
    CUT("cut off for 20 s"),
    /** SIGTERM. */
    LEAVE("leave"),
    /** Start. */
    JOIN("join");

    final String words;

    Kind(String words) {
      this.words = words;
    }
  }
}
