package io.tributary.bench.scenario;

import io.tributary.bench.report.Bar;
import io.tributary.bench.report.Numbers;
import io.tributary.bench.report.Section;
import io.tributary.bench.report.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;

/** How long an event is under way. */
public final class Latency implements Scenario {

  private static final String ABOUT =
      """
      From the moment at which the server had to send an event to the consumer that has it, over \
      100 streams, an event in each chunk. The moment is that of the schedule, not of the write, \
      so that a pause counts for every event that it delayed. The bare client reads the moment \
      from the bytes and nothing else. Medians of the runs.""";

  private static final int STREAMS = 100;
  private static final int[] RATES = {1_000, 50_000};
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double TWICE = 2.0;

  private static final Map<String, String> CONTENDERS = new LinkedHashMap<>();

  static {
    CONTENDERS.put("bytes,stamped=yes", "bare Vert.x client");
    CONTENDERS.put("parser,stamped=yes", "Tributary, parser's handler");
    CONTENDERS.put("bus,stamped=yes", "Tributary, bus consumer");
  }

  /** Percentiles of one run: 50, 99, 99.9 and the largest, milliseconds. */
  private record Run(List<Double> percentiles) {

    static Run of(String reply) {
      Scanner words = new Scanner(reply);
      words.nextLong();
      List<Double> percentiles = new ArrayList<>();
      while (words.hasNextLong()) {
        percentiles.add(words.nextLong() / NANOS_PER_MILLI);
      }
      return new Run(percentiles);
    }
  }

  @Override
  public Section run(Lab lab) {
    Section section = new Section("Latency", ABOUT);
    List<Paced> clients = new ArrayList<>();
    try {
      CONTENDERS.keySet().forEach(each -> clients.add(new Paced(lab, each, STREAMS)));
      for (int rate : RATES) {
        measure(lab, clients, rate, section);
      }
    } finally {
      clients.forEach(Paced::close);
    }
    return section;
  }

  private static void measure(Lab lab, List<Paced> clients, int rate, Section section) {
    String pace = "pace " + rate + " 1 100";
    Map<String, List<Run>> runs = new LinkedHashMap<>();
    clients.forEach(client -> client.measure(pace, lab.options().warmMillis()));
    for (int run = 1; run <= lab.options().runs(); run++) {
      for (Paced client : clients) {
        client.client().ask("latencies"); // forgets what was before
        client.measure(pace, 2 * lab.options().runMillis());
        Run result = Run.of(client.client().ask("latencies"));
        runs.computeIfAbsent(client.name(), name -> new ArrayList<>()).add(result);
        lab.say(rate + " events/s, " + client.name() + ": " + result.percentiles() + " ms");
      }
    }
    Table table =
        Table.of(Numbers.round(rate) + " events/s, ms", "", "p50", "p99", "p99.9", "largest");
    runs.forEach(
        (name, all) ->
            table.row(
                CONTENDERS.get(name),
                Numbers.ratio(median(all, 0)),
                Numbers.ratio(median(all, 1)),
                Numbers.ratio(median(all, 2)),
                Numbers.ratio(median(all, 3))));
    section.add(table);
    if (rate == RATES[RATES.length - 1]) {
      double bare = median(runs.get("bytes,stamped=yes"), 1);
      double ours = median(runs.get("bus,stamped=yes"), 1);
      section.add(new Bar(6, "p99 at the bus ÷ bare client's", TWICE, ours / bare, "×"));
    }
  }

  private static double median(List<Run> runs, int percentile) {
    double[] sorted =
        runs.stream().mapToDouble(run -> run.percentiles().get(percentile)).sorted().toArray();
    return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElse(0);
  }
}
