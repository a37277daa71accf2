package io.tributary.ownership.claim;

import java.util.Optional;

/**
 * Who runs an API, as it stands in the clustered map. Changed by compare-and-set only.
 *
 * @param node the id of the node's process; a restarted node is another one
 * @param epoch grows with every change of hands
 * @param held false: the node let go of it, whoever should have it may take it
 */
public record Claim(String node, long epoch, boolean held) {

  private static final String HELD = "held";
  private static final String RELEASED = "released";

  /** {@code node|epoch|held}. */
  public String text() {
    return node + '|' + epoch + '|' + (held ? HELD : RELEASED);
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException it did not
   */
  public static Claim parse(String text) {
    String[] parts = text.split("\\|", -1);
    boolean sound =
        parts.length == 3
            && parts[1].matches("\\d{1,18}")
            && (parts[2].equals(HELD) || parts[2].equals(RELEASED));
    if (!sound) {
      throw new IllegalArgumentException("expected a claim node|epoch|held, got \"" + text + '"');
    }
    return new Claim(parts[0], Long.parseLong(parts[1]), parts[2].equals(HELD));
  }

  /** What follows when the same node lets go. */
  public Claim released() {
    return new Claim(node, epoch, false);
  }

  /**
   * What follows when {@code node} takes over.
   *
   * @param floor the least epoch that it may have
   */
  public static Claim next(Optional<Claim> before, String node, long floor) {
    return new Claim(node, Math.max(floor, before.map(it -> it.epoch + 1).orElse(floor)), true);
  }
}
