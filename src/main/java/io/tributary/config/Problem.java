package io.tributary.config;

/**
 * One thing that is wrong with a configuration.
 *
 * @param file where it stands; empty when it came from no file
 * @param line counted from 1; 0: not known
 * @param column counted from 1; 0: the whole line
 * @param keyPath the key at fault, as {@code API.prices.url}; empty when it is the file itself
 * @param what what was expected and what came
 */
public record Problem(String file, int line, int column, String keyPath, String what) {

  /** Of the key {@code keyPath}, wherever that stands. */
  public static Problem at(String keyPath, String what) {
    return new Problem("", 0, 0, keyPath, what);
  }

  Problem in(String file, int line) {
    return new Problem(file, line, 0, keyPath, what);
  }

  @Override
  public String toString() {
    String place = file + number(line) + number(column);
    // One problem, one line: whatever somebody used as a key.
    return prefix(place) + prefix(keyPath.replaceAll("\\p{Cntrl}", "?")) + what;
  }

  private static String number(int number) {
    return number > 0 ? ":" + number : "";
  }

  private static String prefix(String part) {
    return part.isEmpty() ? "" : part + ": ";
  }
}
