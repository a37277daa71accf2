package io.tributary.sse;

import java.lang.ref.WeakReference;

/**
 * The large array that each thread has to spare: an event that spans chunks collects its bytes in
 * it and gives it back, so that large events do not each claim, clear and drop memory of their
 * size. Held weakly: the next collection of garbage takes it, and idle streams hold nothing.
 */
final class LargeArray {

  /** What is larger is not worth keeping: few events are, and they are dear anyway. */
  private static final int LARGEST_SPARED = 4 << 20;

  private static final ThreadLocal<WeakReference<byte[]>> SPARE = new ThreadLocal<>();

  private LargeArray() {}

  /**
   * An array of at least {@code needed} bytes, with whatever an earlier event left in it.
   *
   * @param wanted how long to make it if there is none to spare
   */
  static byte[] take(int needed, int wanted) {
    WeakReference<byte[]> spare = SPARE.get();
    byte[] array = spare == null ? null : spare.get();
    if (array == null || array.length < needed) {
      return new byte[wanted];
    }
    SPARE.remove();
    return array;
  }

  /** Takes an array back that nobody reads any more; the larger one of two is kept. */
  static void give(byte[] array) {
    WeakReference<byte[]> spare = SPARE.get();
    byte[] other = spare == null ? null : spare.get();
    if (array.length <= LARGEST_SPARED && (other == null || other.length < array.length)) {
      SPARE.set(new WeakReference<>(array));
    }
  }
}
