package io.tributary.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What to run, and for how long.
 *
 * @param scenarios by name; empty: all
 * @param quick smaller in everything: all of it takes a quarter of an hour instead of a half
 * @param warmMillis how long a contender works before it is measured
 * @param runMillis how long each measurement takes
 * @param runs how many measurements, the contenders taking turns
 * @param sizes of the events of the firehose, in bytes of data
 * @param out the directory of the results
 */
public record Options(
    List<String> scenarios,
    boolean quick,
    int warmMillis,
    int runMillis,
    int runs,
    List<Integer> sizes,
    Path out) {

  private static final int RUNS = 5;
  private static final String SIZES = "100,1024,65536,1048576";

  /** Reads the words of a command line, of which each may hold several. */
  static Options of(String[] arguments) {
    List<String> words =
        new ArrayList<>(List.of(String.join(" ", arguments).strip().split(" +", -1)));
    words.remove("");
    boolean quick = words.remove("--quick");
    int runs = Integer.parseInt(value(words, "--runs", Integer.toString(RUNS)));
    List<Integer> sizes =
        Arrays.stream(value(words, "--sizes", SIZES).split(",", -1)).map(Integer::valueOf).toList();
    Path out = Path.of(value(words, "--out", "docs"));
    return new Options(
        List.copyOf(words), quick, quick ? 2000 : 6000, quick ? 600 : 1500, runs, sizes, out);
  }

  private static String value(List<String> words, String option, String otherwise) {
    int at = words.indexOf(option);
    if (at < 0) {
      return otherwise;
    }
    words.remove(at);
    return words.remove(at);
  }
}
