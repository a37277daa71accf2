package io.tributary.checkpoint;

/**
 * What is stored of one API.
 *
 * @param source what the id belongs to, see {@link Source}
 * @param epoch of the owner that stored it; 0 without a cluster
 * @param seq how many entries that owner had stored before
 */
public record Entry(String source, String lastEventId, long epoch, long seq) {

  /** One that is stored without a cluster. */
  Entry(String source, String lastEventId) {
    this(source, lastEventId, 0, 0);
  }

  /** Whether this one was stored later than {@code other}. */
  public boolean isNewerThan(Entry other) {
    return epoch > other.epoch || (epoch == other.epoch && seq > other.seq);
  }
}
