package io.tributary.sse;

import java.nio.charset.StandardCharsets;

/** What a line of a stream is, by its field name (WHATWG HTML §9.2.6). */
enum Field {
  DATA("data"),
  EVENT("event"),
  ID("id"),
  RETRY("retry"),
  /** A line that starts with a colon. */
  COMMENT(""),
  /** A field that the standard does not name: it is ignored. */
  UNKNOWN("");

  private final String fieldName;
  private final int length;

  /** The name and its colon as the first bytes of a line, to be compared in one go. */
  private final long word;

  /** Which bits of a line's first eight bytes are of name and colon. */
  private final long mask;

  Field(String fieldName) {
    this.fieldName = fieldName;
    this.length = fieldName.length();
    this.mask = (1L << ((length + 1) * Byte.SIZE)) - 1;
    byte[] line = (fieldName + ": enough").getBytes(StandardCharsets.US_ASCII);
    this.word = LineEnds.word(line, 0) & mask;
  }

  /** The field of the line [from, to), which is not empty. */
  static Field of(byte[] line, int from, int to) {
    return to - from < Long.BYTES
        ? byName(line, from, to)
        : of(LineEnds.word(line, from), line, from, to);
  }

  private static Field of(long start, byte[] line, int from, int to) {
    if (DATA.begins(start)) {
      return DATA;
    }
    if (ID.begins(start)) {
      return ID;
    }
    return EVENT.begins(start) ? EVENT : byName(line, from, to);
  }

  private static Field byName(byte[] line, int from, int to) {
    return switch (line[from]) {
      case 'd' -> DATA.orUnknown(line, from, to);
      case 'e' -> EVENT.orUnknown(line, from, to);
      case 'i' -> ID.orUnknown(line, from, to);
      case 'r' -> RETRY.orUnknown(line, from, to);
      case ':' -> COMMENT;
      default -> UNKNOWN;
    };
  }

  /** Where the value of the line [from, to) begins; {@code to} when the line is a bare name. */
  int valueStart(byte[] line, int from, int to) {
    int colon = from + length;
    if (colon >= to) {
      return to;
    }
    int value = colon + 1;
    return value < to && line[value] == ' ' ? value + 1 : value;
  }

  private boolean begins(long start) {
    return (start & mask) == word;
  }

  private Field orUnknown(byte[] line, int from, int to) {
    int end = from + length;
    if (end > to || (end < to && line[end] != ':')) {
      return UNKNOWN;
    }
    for (int i = 0; i < length; i++) {
      if (line[from + i] != fieldName.charAt(i)) {
        return UNKNOWN;
      }
    }
    return this;
  }
}
