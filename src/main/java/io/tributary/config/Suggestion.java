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

  /** The Levenshtein distance, letters in upper and lower case being equal. */
  private static int edits(String left, String right) {
    String from = left.toLowerCase(Locale.ROOT);
    String to = right.toLowerCase(Locale.ROOT);
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
