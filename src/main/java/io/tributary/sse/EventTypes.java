package io.tributary.sse;

import java.util.Arrays;

/**
 * The few event types that a stream used last, so that a type which comes again costs a comparison
 * instead of a string.
 */
final class EventTypes {

  private static final int REMEMBERED = 4;
  private static final int LONGEST_REMEMBERED = 64;

  private final byte[][] encoded = new byte[REMEMBERED][];
  private final String[] decoded = new String[REMEMBERED];
  private int oldest;

  /** The event type whose UTF-8 is [from, to). */
  String of(byte[] bytes, int from, int to) {
    for (int i = 0; i < REMEMBERED; i++) {
      byte[] known = encoded[i];
      if (known != null && Arrays.equals(known, 0, known.length, bytes, from, to)) {
        return decoded[i];
      }
    }
    String type = Utf8.decode(bytes, from, to);
    if (to - from <= LONGEST_REMEMBERED) {
      encoded[oldest] = Arrays.copyOfRange(bytes, from, to);
      decoded[oldest] = type;
      oldest = (oldest + 1) % REMEMBERED;
    }
    return type;
  }
}
