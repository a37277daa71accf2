package io.tributary.script.process;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which snippets a script process has already, by number: those that were used last, within a
 * bound. Equal texts are one. Used by one thread.
 */
final class KnownSnippets {

  private static final int MAX_CHARACTERS = 1 << 19;

  private final Map<String, Integer> numberByBody = new LinkedHashMap<>(16, 0.75f, true);
  private final List<Integer> forgotten = new ArrayList<>();
  private long characters;
  private int last;

  /** The number of a snippet; a new one has to be sent with its text. */
  record Entry(int number, boolean isNew) {}

  Entry of(String body) {
    Integer number = numberByBody.get(body);
    if (number != null) {
      return new Entry(number, false);
    }
    last++;
    numberByBody.put(body, last);
    characters += body.length();
    return new Entry(last, true);
  }

  /** What the process should forget before the batch at hand, which is of less than the bound. */
  List<Integer> forgotten() {
    forgotten.clear();
    Iterator<Map.Entry<String, Integer>> eldest = numberByBody.entrySet().iterator();
    while (characters > MAX_CHARACTERS && numberByBody.size() > RunQueue.MAX_BATCH) {
      Map.Entry<String, Integer> entry = eldest.next();
      characters -= entry.getKey().length();
      forgotten.add(entry.getValue());
      eldest.remove();
    }
    return forgotten;
  }
}
