package io.tributary.sse;

import java.util.Arrays;

/**
 * A byte array that grows by doubling, so that what is appended costs a constant per byte, and that
 * is reused: clearing keeps the array unless it is out of proportion to what was needed.
 */
final class ByteAccumulator {

  private static final byte[] EMPTY = {};
  private static final int SMALLEST = 256;

  /** A larger array is let go, so that thousands of idle streams hold little. */
  private static final int LARGEST_KEPT = 64 * 1024;

  /** An array this many times larger than its last use is let go too. */
  private static final int SLACK = 8;

  private byte[] bytes = EMPTY;
  private int length;
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
    if (bytes.length > LARGEST_KEPT || (bytes.length > SMALLEST && bytes.length / SLACK > length)) {
      bytes = EMPTY;
    }
    length = 0;
  }

  private void reserve(int more) {
    int needed = length + more;
    if (needed > bytes.length) {
      copied += length;
      bytes = Arrays.copyOf(bytes, Math.max(Math.max(needed, 2 * bytes.length), SMALLEST));
    }
  }
}
