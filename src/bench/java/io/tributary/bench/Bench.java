package io.tributary.bench;

import io.tributary.bench.report.Page;
import io.tributary.bench.scenario.EventBodies;
import io.tributary.bench.scenario.Firehose;
import io.tributary.bench.scenario.Growth;
import io.tributary.bench.scenario.Lab;
import io.tributary.bench.scenario.Latency;
import io.tributary.bench.scenario.ManyStreams;
import io.tributary.bench.scenario.MassDrop;
import io.tributary.bench.scenario.Modes;
import io.tributary.bench.scenario.ParserAlone;
import io.tributary.bench.scenario.Scenario;
import io.tributary.bench.scenario.StartUp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs every scenario or those that are named, shows how far it is, prints the tables and writes
 * {@code docs/performance.json} and {@code docs/performance.md}.
 */
public final class Bench {

  private static final Map<String, Scenario> SCENARIOS = new LinkedHashMap<>();

  static {
    SCENARIOS.put("firehose", new Firehose());
    SCENARIOS.put("parser", new ParserAlone());
    SCENARIOS.put("bodies", new EventBodies());
    SCENARIOS.put("modes", new Modes());
    SCENARIOS.put("streams", new ManyStreams());
    SCENARIOS.put("growth", new Growth());
    SCENARIOS.put("latency", new Latency());
    SCENARIOS.put("drop", new MassDrop());
    SCENARIOS.put("start", new StartUp());
  }

  private Bench() {}

  /**
   * Takes names of scenarios, {@code --quick}, {@code --runs N}, {@code --sizes A,B} and {@code
   * --out DIRECTORY}.
   */
  public static void main(String[] args) throws IOException {
    Options options = Options.of(args);
    List<String> order = List.copyOf(SCENARIOS.keySet());
    List<String> wanted = options.scenarios().isEmpty() ? order : options.scenarios();
    for (String name : wanted) {
      if (!order.contains(name)) {
        throw new IllegalArgumentException("expected one of " + order + ", got " + name);
      }
    }
    Path logs = Files.createDirectories(Path.of("target", "bench"));
    Page page = Page.in(options.out(), order);
    for (String name : wanted) {
      page.put(name, SCENARIOS.get(name).run(new Lab(options, logs, name)));
      System.out.println("\n" + page.section(name) + page.bars(name));
    }
  }
}
