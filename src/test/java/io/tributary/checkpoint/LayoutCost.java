package io.tributary.checkpoint;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures what a round of checkpoint writes costs with 10,000 APIs in 1 to 10,000 files: when all
 * of them changed, and when one did. Prints a Markdown table.
 */
public final class LayoutCost {

  private static final int APIS = 10_000;
  private static final int ROUNDS = 15;
  private static final double NANOS_PER_MILLI = 1e6;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private int id;

  private LayoutCost() {}

  /** Takes the directory to write to, which says on which disk. */
  public static void main(String[] args) throws IOException {
    System.out.println("| files | all 10,000 changed, ms | CPU ms | one changed, ms | CPU ms |");
    System.out.println("|---|---|---|---|---|");
    for (int files : new int[] {1, 8, 64, 512, APIS}) {
      Path directory = Files.createTempDirectory(Path.of(args[0]), "layout");
      new LayoutCost().row(directory, files);
      delete(directory);
    }
  }

  private void row(Path directory, int files) throws IOException {
    Shards shards = new Shards(directory, files);
    double[] all = best(shards, APIS);
    double[] one = best(shards, 1);
    System.out.printf(
        Locale.ROOT, "| %d | %.1f | %.1f | %.2f | %.2f |%n", files, all[0], all[1], one[0], one[1]);
  }

  private double[] best(Shards shards, int changed) throws IOException {
    double[] best = {Double.MAX_VALUE, Double.MAX_VALUE};
    for (int round = 0; round < ROUNDS; round++) {
      Map<String, Entry> changes = changes(changed);
      long cpu = threads.getCurrentThreadCpuTime();
      long start = System.nanoTime();
      shards.write(changes);
      best[0] = Math.min(best[0], (System.nanoTime() - start) / NANOS_PER_MILLI);
      best[1] = Math.min(best[1], (threads.getCurrentThreadCpuTime() - cpu) / NANOS_PER_MILLI);
    }
    return best;
  }

  private Map<String, Entry> changes(int count) {
    id++;
    Map<String, Entry> changes = new TreeMap<>();
    IntStream.range(0, count)
        .forEach(
            api -> changes.put("api" + api, new Entry("0123456789abcdef", Integer.toString(id))));
    return changes;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
