package io.tributary.sse;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the ends of lines, eight bytes at a time. Stateless. */
final class LineEnds {

  static final byte LF = '\n';
  static final byte CR = '\r';

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private LineEnds() {}

  /** The index of the first CR or LF in [from, to), or {@code to} when there is none. */
  static int find(byte[] bytes, int from, int to) {
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long word = (long) LONGS.get(bytes, at);
      long ends = zeroBytes(word ^ (ONES * LF)) | zeroBytes(word ^ (ONES * CR));
      if (ends != 0) {
        return at + Long.numberOfTrailingZeros(ends) / Byte.SIZE;
      }
    }
    while (at < to && bytes[at] != LF && bytes[at] != CR) {
      at++;
    }
    return at;
  }

  /**
   * Sets the high bit of every byte that is zero. A borrow can mark a byte above a zero byte too,
   * so only the lowest mark is exact: in little-endian order that is the first byte.
   */
  private static long zeroBytes(long word) {
    return (word - ONES) & ~word & HIGH_BITS;
  }
}
