package io.tributary.script;

/**
 * A syntax error in a snippet.
 *
 * @param keyPath where the snippet stands in the configuration
 * @param line of the snippet, counted from 1
 * @param column of that line, counted from 1
 * @param message what is wrong
 */
public record SnippetProblem(String keyPath, int line, int column, String message) {

  @Override
  public String toString() {
    return "%s: line %d, column %d: %s".formatted(keyPath, line, column, message);
  }
}
