package io.tributary.it.cluster;

/**
 * Something that was done to a node.
 *
 * @param from when it began, in nanoseconds of the clock of the records
 * @param to when all was as it should be again
 */
record Fault(Kind kind, int host, long from, long to) {

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
