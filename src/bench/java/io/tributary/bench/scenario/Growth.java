package io.tributary.bench.scenario;

import io.tributary.bench.report.Bar;
import io.tributary.bench.report.Numbers;
import io.tributary.bench.report.Sample;
import io.tributary.bench.report.Samples;
import io.tributary.bench.report.Section;
import io.tributary.bench.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an event costs when it is one of many streams that get it. */
public final class Growth implements Scenario {

  private static final String ABOUT =
      """
      The same load over more and more streams of one process and one event loop: 4,000 chunks \
      a second with 50 events each, the streams taking turns. CPU of the whole client process, \
      which has a heap of 1 GB: with half of that the 200 MB of 10,000 streams keep its collector \
      marking. The bare client counts bytes.""";

  private static final int[] STREAMS = {1, 10, 100, 1_000, 10_000};
  private static final String[] HEAP = {"-Xms1g", "-Xmx1g"};
  private static final String PACE = "pace 200000 50 100";
  private static final double FLAT = 1.3;

  @Override
  public Section run(Lab lab) {
    Section section = new Section("Growth", ABOUT);
    Table table =
        Table.of(
            "CPU ns/event",
            "streams",
            "Tributary, bus consumer",
            "spread",
            "bare Vert.x client",
            "ratio");
    List<Samples> ours = new ArrayList<>();
    for (int streams : STREAMS) {
      Map<String, Samples> measured = measure(lab, streams);
      section.keep(streams + " streams", measured);
      Samples bus = measured.get("bus");
      ours.add(bus);
      table.row(
          Numbers.round(streams),
          Numbers.round(bus.median(Sample::cpu)),
          bus.spread(Sample::cpu),
          Numbers.round(measured.get("bytes").median(Sample::cpu)),
          Numbers.ratio(bus.ratio(measured.get("bytes"), Sample::cpu)));
    }
    section.add(table);
    double first = ours.get(0).median(Sample::cpu);
    double most = ours.stream().mapToDouble(it -> it.median(Sample::cpu)).max().orElse(first);
    section.add(new Bar(5, "CPU per event, the dearest ÷ one stream", FLAT, most / first, "×"));
    return section;
  }

  private static Map<String, Samples> measure(Lab lab, int streams) {
    Map<String, List<Sample>> samples = new LinkedHashMap<>();
    try (Paced bare = new Paced(lab, "bytes", streams, HEAP);
        Paced bus = new Paced(lab, "bus", streams, HEAP)) {
      for (Paced each : List.of(bare, bus)) {
        // A tenth of what a firehose brings in that time.
        each.measure(PACE, 2 * lab.options().warmMillis());
      }
      for (int run = 1; run <= lab.options().runs(); run++) {
        for (Paced each : List.of(bare, bus)) {
          Sample sample = each.measure(PACE, lab.options().runMillis());
          samples.computeIfAbsent(each.name(), name -> new ArrayList<>()).add(sample);
          lab.say(streams + " streams, " + each.name() + ": " + Numbers.round(sample.cpu()));
        }
      }
    }
    Map<String, Samples> measured = new LinkedHashMap<>();
    samples.forEach((name, all) -> measured.put(name, new Samples(all)));
    return measured;
  }
}
