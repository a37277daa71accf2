package io.tributary.sse;

/**
 * A byte array that grows by doubling, so that what is appended costs a constant per byte, and that
 * is reused: clearing keeps a small array. A large one goes back to be used by any stream of its
 * thread, so that thousands of idle streams hold little.
 */
final class ByteAccumulator {

  private static final byte[] EMPTY = {};
  private static final int SMALLEST = 256;

  private static final int LARGEST_KEPT = 2 * 1024;

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
    if (length > 0) {
      length = 0;
      bytes = keptOrGivenBack();
    }
  }

  private void reserve(int more) {
    int needed = length + more;
    if (needed > bytes.length) {
      byte[] old = bytes;
      int wanted = Math.max(needed, Math.max(SMALLEST, 2 * old.length));
      bytes = wanted > LARGEST_KEPT ? LargeArray.take(needed, wanted) : new byte[wanted];
      System.arraycopy(old, 0, bytes, 0, length);
      copied += length;
    }
  }

  private byte[] keptOrGivenBack() {
    if (bytes.length <= LARGEST_KEPT) {
      return bytes;
    }
    LargeArray.give(bytes);
    return EMPTY;
  }
}
