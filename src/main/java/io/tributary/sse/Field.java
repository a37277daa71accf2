package io.tributary.sse;

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

  Field(String fieldName) {
    this.fieldName = fieldName;
  }

  /** The field of the line [from, to), which is not empty. */
  static Field of(byte[] line, int from, int to) {
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
    int colon = from + fieldName.length();
    if (colon >= to) {
      return to;
    }
    int value = colon + 1;
    return value < to && line[value] == ' ' ? value + 1 : value;
  }

  private Field orUnknown(byte[] line, int from, int to) {
    int end = from + fieldName.length();
    if (end > to || (end < to && line[end] != ':')) {
      return UNKNOWN;
    }
    for (int i = 0; i < fieldName.length(); i++) {
      if (line[from + i] != fieldName.charAt(i)) {
        return UNKNOWN;
      }
    }
    return this;
  }
}
