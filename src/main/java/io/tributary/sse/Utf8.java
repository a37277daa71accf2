package io.tributary.sse;

import java.nio.charset.StandardCharsets;

/**
 * UTF-8 decoding as the Encoding standard has it (§8.1.1): malformed input becomes U+FFFD, one for
 * each maximal prefix of a sequence that could still have been valid. Stateless.
 */
final class Utf8 {

  private static final char REPLACEMENT = '\uFFFD';

  private Utf8() {}

  /** The text of the bytes in [from, to). */
  static String decode(byte[] bytes, int from, int to) {
    String fast = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    // The JDK agrees on valid input, but replaces an encoded surrogate once instead of three times.
    return fast.indexOf(REPLACEMENT) < 0 ? fast : decodeExactly(bytes, from, to);
  }

  private static String decodeExactly(byte[] bytes, int from, int to) {
    StringBuilder text = new StringBuilder(to - from);
    int at = from;
    while (at < to) {
      int lead = bytes[at++] & 0xFF;
      if (lead < 0x80) {
        text.append((char) lead);
        continue;
      }
      int missing = continuations(lead);
      int codePoint = lead & (0x3F >> missing);
      int left = missing;
      while (left > 0 && at < to && continues(bytes[at], lead, left == missing)) {
        codePoint = (codePoint << 6) | (bytes[at++] & 0x3F);
        left--;
      }
      text.appendCodePoint(missing > 0 && left == 0 ? codePoint : REPLACEMENT);
    }
    return text.toString();
  }

  /** How many bytes follow a lead byte; 0 for one that leads nothing. */
  private static int continuations(int lead) {
    if (lead < 0xC2 || lead > 0xF4) {
      return 0;
    }
    return lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
  }

  /**
   * Whether a byte may continue a sequence. The first one after some leads has narrower bounds:
   * they shut out overlong forms, surrogates and what lies beyond U+10FFFF.
   */
  private static boolean continues(byte next, int lead, boolean first) {
    int value = next & 0xFF;
    int lower = first && lead == 0xE0 ? 0xA0 : first && lead == 0xF0 ? 0x90 : 0x80;
    int upper = first && lead == 0xED ? 0x9F : first && lead == 0xF4 ? 0x8F : 0xBF;
    return value >= lower && value <= upper;
  }
}
