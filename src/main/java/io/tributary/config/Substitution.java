package io.tributary.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.regex.Pattern;

/**
 * Replaces <code>${NAME}</code>, <code>${NAME:-default}</code> and <code>${file:PATH}</code> in a
 * text. The default stands in for a variable that is not set or empty, as in a shell; of a file's
 * text the line breaks at its end are left out. Not for use on an event loop: it may read files.
 */
final class Substitution {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final String OPEN = "${";
  private static final String LITERAL_OPEN = "$${";
  private static final String FILE = "file:";
  private static final String DEFAULT = ":-";

  private final Lookups lookups;

  Substitution(Lookups lookups) {
    this.lookups = lookups;
  }

  /** A <code>${…}</code> that stands for nothing; the message never holds a value. */
  static final class Failed extends Exception {
    private Failed(String message) {
      super(message, null, false, false);
    }
  }

  static boolean isIn(String text) {
    return text.contains(OPEN);
  }

  /** Whether {@code text} has to be resolved again to see a file's present content. */
  static boolean readsFile(String text) {
    int at = text.indexOf(OPEN + FILE);
    while (at >= 0) {
      if (at == 0 || text.charAt(at - 1) != '$') {
        return true;
      }
      at = text.indexOf(OPEN + FILE, at + 1);
    }
    return false;
  }

  String resolve(String text) throws Failed {
    var resolved = new StringBuilder(text.length());
    int from = 0;
    int at = text.indexOf(OPEN);
    while (at >= 0) {
      boolean literal = at > from && text.charAt(at - 1) == '$';
      resolved.append(text, from, literal ? at - 1 : at);
      if (literal) {
        resolved.append(OPEN);
        from = at + OPEN.length();
      } else {
        int end = end(text, at);
        resolved.append(value(text.substring(at + OPEN.length(), end)));
        from = end + 1;
      }
      at = text.indexOf(OPEN, from);
    }
    return resolved.append(text, from, text.length()).toString();
  }

  private static int end(String text, int open) throws Failed {
    int end = text.indexOf('}', open);
    if (end < 0) {
      throw new Failed("expected } after ${; a literal ${ is written " + LITERAL_OPEN);
    }
    if (text.substring(open + OPEN.length(), end).contains(OPEN)) {
      throw new Failed("expected } before the next ${; one cannot stand inside another");
    }
    return end;
  }

  private String value(String expression) throws Failed {
    if (expression.startsWith(FILE)) {
      return file(expression.substring(FILE.length()));
    }
    int mark = expression.indexOf(DEFAULT);
    String name = mark < 0 ? expression : expression.substring(0, mark);
    if (!NAME.matcher(name).matches()) {
      // Not what came: it may be a part of a password that nobody meant as a name.
      throw new Failed(
          "expected ${NAME}, ${NAME:-default} or ${file:PATH}; a literal ${ is written "
              + LITERAL_OPEN);
    }
    String set = lookups.environment().apply(name).orElse(null);
    if (mark >= 0) {
      return set == null || set.isEmpty() ? expression.substring(mark + DEFAULT.length()) : set;
    }
    if (set == null) {
      throw new Failed("environment variable " + name + " is not set");
    }
    return set;
  }

  private String file(String path) throws Failed {
    try {
      return withoutFinalLineBreaks(lookups.files().read(path));
    } catch (IOException | InvalidPathException e) {
      throw new Failed("cannot read file " + path + ": " + reason(e));
    }
  }

  private static String withoutFinalLineBreaks(String text) {
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(0, end);
  }

  /** What the file system says, in words: its own messages are often the path alone. */
  static String reason(Throwable cause) {
    if (cause instanceof NoSuchFileException) {
      return "no such file";
    }
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (cause instanceof CharacterCodingException) {
      return "not UTF-8 text";
    }
    return String.valueOf(cause.getMessage());
  }
}
