package io.tributary.bench.scenario;

import io.tributary.bench.report.Bar;
import io.tributary.bench.report.Numbers;
import io.tributary.bench.report.Sample;
import io.tributary.bench.report.Section;
import io.tributary.bench.report.Table;

/** 10,000 streams of one process, idle and with an event a second each. */
public final class ManyStreams implements Scenario {

  private static final String ABOUT =
      """
      10,000 streams of one process with `-Xmx320m`: the whole service with its page, metrics and \
      checkpoints in files, and as many bare verticles that hold an open response. Idle means that \
      nothing came but the response head; busy, an event a second on each stream, to a consumer \
      each. Heap is what is alive after a collection, beyond what the process began with.""";

  private static final int STREAMS = 10_000;
  private static final String PACE = "pace " + STREAMS + " 1 100";
  private static final String HEAP = "-Xmx320m";
  private static final int KILO = 1024;
  private static final double PERCENT = 100;
  private static final double MOST_RESIDENT = 450;

  @Override
  public Section run(Lab lab) {
    Table idle = Table.of("Idle", "10,000 streams", "KB of heap each", "MB RSS in all");
    double bare = idle(lab, "bare", "bare Vert.x verticle", idle).heap();
    Held ours = idle(lab, "service,consumers=off", "Tributary", idle);
    Table busy =
        Table.of("An event a second each", "10,000 streams", "KB of heap each", "MB RSS", "CPU");
    busy(lab, "bare", "bare Vert.x verticle", busy);
    busy(lab, "service", "Tributary, bus consumers", busy);
    Section section = new Section("10,000 streams", ABOUT);
    section.add(idle);
    section.add(busy);
    section.add(new Bar(5, "heap per idle stream ÷ bare verticle", 2.0, ours.heap() / bare, "×"));
    section.add(
        new Bar(5, "RSS with 10,000 idle streams", MOST_RESIDENT, ours.residentMegas(), "MB"));
    return section;
  }

  /**
   * What the process holds.
   *
   * @param heap bytes for each stream
   */
  private record Held(double heap, double residentMegas) {

    static Held of(Paced client) {
      double heap = client.heapPerStream();
      return new Held(heap, (double) client.memory().residentKilobytes() / KILO);
    }
  }

  private static Held idle(Lab lab, String variant, String name, Table table) {
    try (Paced client = new Paced(lab, variant, STREAMS, HEAP)) {
      Held held = Held.of(client);
      table.row(name, Numbers.ratio(held.heap() / KILO), Numbers.round(held.residentMegas()));
      lab.say("idle: " + table.last());
      return held;
    }
  }

  private static void busy(Lab lab, String variant, String name, Table table) {
    try (Paced client = new Paced(lab, variant, STREAMS, HEAP)) {
      client.measure(PACE, lab.options().warmMillis());
      Sample busy = client.measure(PACE, lab.options().runs() * lab.options().runMillis());
      Held held = Held.of(client);
      table.row(
          name,
          Numbers.ratio(held.heap() / KILO),
          Numbers.round(held.residentMegas()),
          Numbers.ratio(PERCENT * busy.cpuNanos() / busy.nanos()) + " %");
      lab.say("busy: " + table.last());
    }
  }
}
