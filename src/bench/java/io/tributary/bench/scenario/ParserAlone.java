package io.tributary.bench.scenario;

import io.tributary.bench.jmh.ParserBenchmark;
import io.tributary.bench.report.Numbers;
import io.tributary.bench.report.Section;
import io.tributary.bench.report.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** The parser without a network, by JMH. */
public final class ParserAlone implements Scenario {

  private static final String ABOUT =
      """
      The parser alone, measured by JMH in a JVM for each cell: nanoseconds per event, and bytes \
      allocated per event, strings included, for ASCII with LF. Chunks of 16 bytes and of one \
      byte are the worst that a network does.""";

  private static final String ALLOCATED = "gc.alloc.rate.norm";
  private static final List<String> KINDS =
      List.of("LF ASCII", "CRLF ASCII", "LF non-ASCII", "CRLF non-ASCII");

  @Override
  public Section run(Lab lab) {
    boolean quick = lab.options().quick();
    TimeValue iteration = TimeValue.milliseconds(quick ? 200 : 500);
    try {
      Path log = Path.of("target", "bench", "jmh.log");
      lab.say("JMH runs 48 benchmarks, see " + log);
      Collection<RunResult> results =
          new Runner(
                  new OptionsBuilder()
                      .include(ParserBenchmark.class.getName())
                      .forks(1)
                      .warmupIterations(quick ? 3 : 5)
                      .warmupTime(iteration)
                      .measurementIterations(lab.options().runs())
                      .measurementTime(iteration)
                      .jvmArgs("-Xmx1g")
                      .addProfiler(GCProfiler.class)
                      .output(log.toString())
                      .build())
              .run();
      return section(results);
    } catch (RunnerException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Section section(Collection<RunResult> results) {
    Map<Integer, Map<Integer, Map<String, RunResult>>> bySize = new TreeMap<>();
    for (RunResult result : results) {
      int chunk = number(result, "chunk");
      bySize
          .computeIfAbsent(number(result, "size"), size -> new TreeMap<>(Comparator.reverseOrder()))
          .computeIfAbsent(chunk == 0 ? Integer.MAX_VALUE : chunk, which -> new TreeMap<>())
          .put(
              result.getParams().getParam("ends") + " " + result.getParams().getParam("text"),
              result);
    }
    Table table =
        Table.of(
            "ns/event",
            "event",
            "chunks",
            KINDS.get(0),
            KINDS.get(1),
            KINDS.get(2),
            KINDS.get(3),
            "bytes/event");
    bySize.forEach(
        (size, byChunk) ->
            byChunk.forEach((chunk, byKind) -> table.row(cells(size, chunk, byKind))));
    Section section = new Section("Parser alone", ABOUT);
    section.add(table);
    return section;
  }

  private static String[] cells(int size, int chunk, Map<String, RunResult> byKind) {
    int events = ParserBenchmark.events(size);
    List<String> cells = new ArrayList<>();
    cells.add(Sizes.of(size));
    cells.add(chunk == Integer.MAX_VALUE ? "whole" : chunk + " B");
    for (String kind : KINDS) {
      cells.add(Numbers.round(byKind.get(kind).getPrimaryResult().getScore() / events));
    }
    double allocated =
        byKind.get(KINDS.get(0)).getSecondaryResults().get(ALLOCATED).getScore() / events;
    cells.add(Numbers.round(allocated));
    return cells.toArray(String[]::new);
  }

  private static int number(RunResult result, String parameter) {
    return Integer.parseInt(result.getParams().getParam(parameter));
  }
}
