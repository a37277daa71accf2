package io.tributary.sse;

import java.util.Arrays;

/**
 * A byte array that grows by doubling, so that what is appended costs a constant per byte, and that
 * is reused: clearing keeps a small array. A large one is let go, so that thousands of idle streams
 * hold little; the next one begins with the size that was needed last.
 */
final class ByteAccumulator {

  private static final byte[] EMPTY = {};
  private static final int SMALLEST = 256;

  private static final int LARGEST_KEPT = 16 * 1024;

  private byte[] bytes = EMPTY;
  private int length;
  private int lastLength;
  private long copied;

  /** The array that holds the bytes, from index 0; valid until the next append or clear. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** How many bytes were ever moved; tests hold it against what came in. */
  long copied() {
    return copied;
  }

  void append(byte value) {
    reserve(1);
    bytes[length++] = value;
  }

  void append(byte[] from, int start, int end) {
    reserve(end - start);
    System.arraycopy(from, start, bytes, length, end - start);
    length += end - start;
    copied += end - start;
  }

  void clear() {
    if (length > 0) {
      lastLength = length;
      length = 0;
      bytes = bytes.length > LARGEST_KEPT ? EMPTY : bytes;
    }
  }

  private void reserve(int more) {
    int needed = length + more;
    if (needed > bytes.length) {
      int usual = Math.max(lastLength, SMALLEST);
      copied += length;
      bytes = Arrays.copyOf(bytes, Math.max(needed, Math.max(usual, 2 * bytes.length)));
    }
  }
}
