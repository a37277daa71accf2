package io.tributary.bench.scenario;

import io.tributary.bench.report.Bar;
import io.tributary.bench.report.Sample;
import io.tributary.bench.report.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which bars the firehose has to pass, by size of the events. */
final class FirehoseBars {

  private static final int SMALL = 100;
  private static final int MEDIUM = 1024;

  /** What the id and the data of an event are as strings, in bytes. */
  private static final int STRINGS = 200;

  private final String size;
  private final Map<String, Samples> measured;
  private final List<Bar> bars = new ArrayList<>();

  private FirehoseBars(int size, Map<String, Samples> measured) {
    this.size = Sizes.of(size);
    this.measured = measured;
  }

  static List<Bar> text(int size, Map<String, Samples> measured) {
    FirehoseBars all = new FirehoseBars(size, measured);
    if (size == SMALL) {
      all.small();
    } else if (size == MEDIUM) {
      all.handler("bytes,size=" + size, "bytes only", 2.0);
    } else {
      all.handler("bytes,size=" + size, "bytes only", 2.0);
      all.handler("okhttp-sse", "okhttp-sse", 0.6);
    }
    return all.bars;
  }

  private void small() {
    handler("okhttp-sse", "okhttp-sse", 0.5);
    handler("okhttp-eventsource", "okhttp-eventsource", 0.3);
    handler("vertx-codec", "Vert.x's codec", 0.06);
    Samples bus = measured.get("bus");
    Samples publish = measured.get("publish,size=" + SMALL);
    double parts = measured.get("parser").median(Sample::cpu) + publish.median(Sample::cpu);
    String to = "bus consumer, " + size + " ÷ ";
    bars.add(
        new Bar(2, to + "(handler + bare publish)", 1.25, bus.median(Sample::cpu) / parts, "×"));
    bars.add(
        new Bar(
            2,
            to + "okhttp-sse (stretch)",
            1.0,
            bus.ratio(measured.get("okhttp-sse"), Sample::cpu),
            "×"));
    bars.add(
        new Bar(
            4,
            "bytes allocated to the bus consumer beyond strings and bare publish",
            250,
            bus.median(Sample::allocated) - publish.median(Sample::allocated) - STRINGS,
            "B"));
  }

  private void handler(String contender, String name, double limit) {
    Samples other = measured.get(contender);
    if (other.flowed()) {
      double ratio = measured.get("parser").ratio(other, Sample::cpu);
      bars.add(new Bar(1, "parser's handler, " + size + " ÷ " + name, limit, ratio, "×"));
    }
  }
}
