package io.tributary.bench.scenario;

import io.tributary.bench.process.Child;
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

/** One connection whose server sends as fast as it is read. */
public final class Firehose implements Scenario {

  private static final String ABOUT =
      """
      One connection, one server process that sends as fast as it is read: events with `event`, \
      `id` and so many bytes of `data`, in HTTP chunks of 16 KB or of one event. CPU is that of \
      the whole client process. Every contender makes the data of each event a string. Bare \
      publish and Jackson have no stream: they publish a ready body and parse the same text again \
      and again. Bytes only is what nothing on Vert.x's client can be under: the reads of the \
      socket, HTTP, and Vert.x's copy of each chunk to the heap. A bar below that row cannot be \
      met by a parser.""";

  @Override
  public Section run(Lab lab) {
    Section section = new Section("Firehose", ABOUT);
    try (Child server = lab.server("all")) {
      for (int size : lab.options().sizes()) {
        text(lab, server, size, section);
      }
      for (int size : lab.options().sizes()) {
        json(lab, server, size, section);
      }
    }
    return section;
  }

  private static void text(Lab lab, Child server, int size, Section section) {
    String sized = ",size=" + size;
    Map<String, String> variants = new LinkedHashMap<>();
    variants.put("bytes" + sized, "Vert.x HttpClient, bytes only");
    variants.put("okhttp-sse", "okhttp-sse");
    variants.put("okhttp-eventsource", "okhttp-eventsource, iterator");
    variants.put("okhttp-eventsource-background", "okhttp-eventsource, background");
    variants.put("jdk-lines", "JDK HttpClient, ofLines");
    variants.put("webflux", "Spring WebFlux");
    variants.put("vertx-codec", "Vert.x BodyCodec.sseStream");
    variants.put("parser", "**Tributary, parser's handler**");
    variants.put("bus", "**Tributary, bus consumer, same loop**");
    variants.put("bus,loop=other", "**Tributary, bus consumer, other loop**");
    variants.put("publish" + sized, "bare publish of a ready body");
    String path = "/firehose/text/" + size;
    Map<String, Samples> measured =
        Contest.among(lab, server, path, new ArrayList<>(variants.keySet()));
    section.keep("text " + size, measured);
    section.add(table(Sizes.of(size) + ", text", variants, measured, "parser", "bus"));
    FirehoseBars.text(size, measured).forEach(section::add);
  }

  private static void json(Lab lab, Child server, int size, Section section) {
    Map<String, String> variants = new LinkedHashMap<>();
    variants.put("okhttp-sse", "okhttp-sse (text)");
    variants.put("bus,data=text", "**Tributary, bus consumer, as text**");
    variants.put("bus,data=json", "**Tributary, bus consumer, as JSON**");
    variants.put("jackson,size=" + size, "Jackson's parse of the same text");
    String path = "/firehose/json/" + size;
    Map<String, Samples> measured =
        Contest.among(lab, server, path, new ArrayList<>(variants.keySet()));
    section.keep("json " + size, measured);
    section.add(table(Sizes.of(size) + ", JSON", variants, measured, "bus,data=json"));
    double parts =
        measured.get("bus,data=text").median(Sample::cpu)
            + measured.get("jackson,size=" + size).median(Sample::cpu);
    section.add(
        new Bar(
            3,
            "JSON at the bus, " + Sizes.of(size) + " ÷ (text at the bus + Jackson)",
            1.15,
            measured.get("bus,data=json").median(Sample::cpu) / parts,
            "×"));
  }

  /** A row for each contender, and a column for how each of {@code ours} compares with it. */
  static Table table(
      String title, Map<String, String> names, Map<String, Samples> measured, String... ours) {
    List<String> columns =
        new ArrayList<>(List.of("", "events/s", "CPU ns/event", "spread", "bytes/event"));
    for (String mine : ours) {
      columns.add(mine + " ÷ this");
    }
    Table table = Table.of(title, columns.toArray(String[]::new));
    names.forEach((variant, name) -> table.row(cells(name, measured.get(variant), measured, ours)));
    return table;
  }

  private static String[] cells(
      String name, Samples samples, Map<String, Samples> measured, String... ours) {
    List<String> cells = new ArrayList<>(List.of(name));
    if (!samples.flowed()) {
      cells.addAll(List.of("stalls", "–", "–", "–"));
    } else {
      cells.add(Numbers.round(samples.median(Sample::rate)));
      cells.add(Numbers.round(samples.median(Sample::cpu)));
      cells.add(samples.spread(Sample::cpu));
      cells.add(Numbers.round(samples.median(Sample::allocated)));
    }
    for (String mine : ours) {
      boolean both = samples.flowed() && measured.get(mine).flowed();
      cells.add(both ? Numbers.ratio(measured.get(mine).ratio(samples, Sample::cpu)) : "–");
    }
    return cells.toArray(String[]::new);
  }
}
