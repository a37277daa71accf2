package io.tributary.bench.scenario;

import io.tributary.bench.report.Bar;
import io.tributary.bench.report.Numbers;
import io.tributary.bench.report.Section;
import io.tributary.bench.report.Table;
import java.util.Scanner;

/** Every stream of a process is dropped in the same moment. */
public final class MassDrop implements Scenario {

  private static final String ABOUT =
      """
      The service with 5,000 streams and the defaults of a definition: a reconnect after one \
      second and up to a fifth more. The server closes all of them at once and looks at what comes \
      back. On the way are connections that are there and whose request is not; the connects \
      themselves are bounded by `maxConcurrentConnects`, and take no time on one machine.""";

  private static final int STREAMS = 5_000;
  private static final double MOST_SECONDS = 10;
  private static final double MILLIS_PER_SECOND = 1000;
  private static final double SAME = 1.1;
  private static final int MEGA = 1024 * 1024;

  @Override
  public Section run(Lab lab) {
    Section section = new Section("Mass drop", ABOUT);
    Table table =
        Table.of(
            "5,000 streams dropped at once",
            "drop",
            "all back after, s",
            "most connects in 100 ms",
            "most on the way",
            "MB of heap before",
            "MB of heap after");
    double slowest = 0;
    double growth = 0;
    try (Paced service = new Paced(lab, "service", STREAMS, "-Xmx512m")) {
      for (int drop = 1; drop <= lab.options().runs(); drop++) {
        double before = service.memory().heap();
        service.server().ask("drop");
        service.awaitAll();
        Scanner came = new Scanner(service.server().ask("arrivals"));
        double seconds = came.nextLong() / MILLIS_PER_SECOND;
        int inWindow = came.nextInt();
        int atOnce = came.nextInt();
        double after = service.memory().heap();
        slowest = Math.max(slowest, seconds);
        growth = Math.max(growth, after / before);
        table.row(
            Integer.toString(drop),
            Numbers.ratio(seconds),
            Numbers.round(inWindow),
            Numbers.round(atOnce),
            Numbers.round(before / MEGA),
            Numbers.round(after / MEGA));
        lab.say("drop " + drop + ": all back after " + seconds + " s");
      }
    }
    section.add(table);
    section.add(new Bar(7, "all back after a mass drop", MOST_SECONDS, slowest, "s"));
    section.add(new Bar(7, "heap after a mass drop ÷ before", SAME, growth, "×"));
    return section;
  }
}
