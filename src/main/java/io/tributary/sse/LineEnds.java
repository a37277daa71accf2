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

  /** Where a line becomes a long one, and how much of such a one is looked at at once, in bytes. */
  private static final int HEAD = 128;

  private static final int BLOCK = 64;

  private LineEnds() {}

  /** Eight bytes from {@code at} on, the first of them lowest. */
  static long word(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  /** The index of the first CR or LF in [from, to), or {@code to} when there is none. */
  static int find(byte[] bytes, int from, int to) {
    // Most lines end so soon that looking at more at once would only cost.
    int head = Math.min(from + HEAD, to);
    int at = findByWords(bytes, from, head);
    return at < head ? at : findByBlocks(bytes, head, to);
  }

  /** One branch for eight words, as long as no byte in them is as low as a line end. */
  private static int findByBlocks(byte[] bytes, int from, int to) {
    int at = from;
    for (; at <= to - BLOCK; at += BLOCK) {
      if (((low(bytes, at) | low(bytes, at + BLOCK / 2)) & HIGH_BITS) != 0) {
        int end = findByWords(bytes, at, at + BLOCK);
        if (end < at + BLOCK) {
          return end;
        }
      }
    }
    return findByWords(bytes, at, to);
  }

  /** Has a high bit if any of half a block is as low as a line end. */
  private static long low(byte[] bytes, int at) {
    return mayBeBelow(CR + 1, word(bytes, at))
        | mayBeBelow(CR + 1, word(bytes, at + Long.BYTES))
        | mayBeBelow(CR + 1, word(bytes, at + 2 * Long.BYTES))
        | mayBeBelow(CR + 1, word(bytes, at + 3 * Long.BYTES));
  }

  private static int findByWords(byte[] bytes, int from, int to) {
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long word = word(bytes, at);
      // Text has few bytes as low as a line end, so that most words need this one test only.
      if (below(CR + 1, word) != 0) {
        long ends = below(1, word ^ (ONES * LF)) | below(1, word ^ (ONES * CR));
        if (ends != 0) {
          return at + Long.numberOfTrailingZeros(ends) / Byte.SIZE;
        }
      }
    }
    while (at < to && bytes[at] != LF && bytes[at] != CR) {
      at++;
    }
    return at;
  }

  /**
   * Sets the high bit of every byte below {@code bound}. A borrow can mark a byte above such a one
   * too, so only the lowest mark is exact: in little-endian order that is the first byte.
   */
  private static long below(long bound, long word) {
    return mayBeBelow(bound, word) & HIGH_BITS;
  }

  /** The same with arbitrary bits beside the high ones. */
  private static long mayBeBelow(long bound, long word) {
    return (word - ONES * bound) & ~word;
  }
}
