package io.tributary.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Guesses which known word was meant. */
final class Suggestion {

  private static final int MOST_EDITS = 2;
  private static final int MOST_LISTED = 30;

  private Suggestion() {}

  static String unknownKey(String key, Collection<String> known) {
    return "is not a known key" + among(key, known);
  }

  /** What is known, the nearest first; many names are cut short. */
  static String among(String word, Collection<String> known) {
    String guess = of(word, known).map(one -> " (did you mean " + one + "?)").orElse("");
    List<String> some = known.stream().limit(MOST_LISTED).toList();
    String rest =
        known.size() > MOST_LISTED ? " and " + (known.size() - MOST_LISTED) + " more" : "";
    return guess + "; known: " + some + rest;
  }

  private static Optional<String> of(String word, Collection<String> known) {
    return known.stream()
        .filter(one -> edits(word, one) <= Math.min(MOST_EDITS, one.length() / 3))
        .min(Comparator.comparingInt(one -> edits(word, one)));
  }

  /**
   * Letters that were left out, added, replaced or changed places with their neighbour; upper and
   * lower case are equal.
   */
  private static int edits(String left, String right) {
    String from = left.toLowerCase(Locale.ROOT);
    String to = right.toLowerCase(Locale.ROOT);
    int[][] edits = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : least(edits, from, to, i, j);
      }
    }
    return edits[from.length()][to.length()];
  }

  private static int least(int[][] edits, String from, String to, int i, int j) {
    int replaced = edits[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
    int least = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
  }
}
