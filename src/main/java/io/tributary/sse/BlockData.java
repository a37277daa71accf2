package io.tributary.sse;

/**
 * The data lines of one event. A single line stays where it came from until the event is
 * dispatched; only what must outlive its chunk, or is joined from several lines, is copied.
 */
final class BlockData {

  private final ByteAccumulator joined = new ByteAccumulator();
  private int lines;

  /** The single line, in an array that is not ours; null once it is copied. */
  private byte[] borrowed;

  private int from;
  private int to;

  boolean isEmpty() {
    return lines == 0;
  }

  /** Adds the line [start, end), borrowing the array until {@link #own} or {@link #clear}. */
  void add(byte[] bytes, int start, int end) {
    if (lines++ == 0) {
      borrowed = bytes;
      from = start;
      to = end;
      return;
    }
    own();
    joined.append(LineEnds.LF);
    joined.append(bytes, start, end);
  }

  /** Copies what is borrowed, for its array is about to change. */
  void own() {
    if (borrowed != null) {
      joined.append(borrowed, from, to);
      borrowed = null;
    }
  }

  /** The lines joined by LF. */
  String text() {
    return borrowed == null
        ? Utf8.decode(joined.bytes(), 0, joined.length())
        : Utf8.decode(borrowed, from, to);
  }

  void clear() {
    lines = 0;
    borrowed = null;
    joined.clear();
  }

  /** How many bytes were ever moved. */
  long copied() {
    return joined.copied();
  }

  /** How many bytes are held, used or not. */
  int held() {
    return joined.bytes().length;
  }
}
