package io.tributary.bench.scenario;

import io.tributary.bench.process.Child;
import io.tributary.bench.report.Samples;
import io.tributary.bench.report.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a delivery mode and the metrics cost. */
public final class Modes implements Scenario {

  private static final String ABOUT =
      """
      The firehose with 100 bytes of text, to a consumer on the same loop. In request mode the \
      consumer acknowledges each event at once. Bare publish and bare request have no stream: they \
      bring a ready body to such a consumer again and again. A bare request is what Vert.x's bus \
      asks for each: a reply address, a timer, a second message.""";

  private static final int SIZE = 100;

  @Override
  public Section run(Lab lab) {
    Map<String, String> variants = new LinkedHashMap<>();
    variants.put("bus", "publish");
    variants.put("bus,metrics=off", "publish, without metrics");
    variants.put("bus,mode=send", "send");
    variants.put("bus,mode=request", "request");
    variants.put("publish,size=" + SIZE, "bare publish of a ready body");
    variants.put("publish,mode=request,size=" + SIZE, "bare request of a ready body");
    Section section = new Section("Delivery modes and metrics", ABOUT);
    try (Child server = lab.server("modes")) {
      Map<String, Samples> measured =
          Contest.among(lab, server, "/firehose/text/" + SIZE, new ArrayList<>(variants.keySet()));
      section.keep("modes", measured);
      section.add(
          Firehose.table(
              Sizes.of(SIZE) + ", text",
              variants,
              measured,
              "bus,metrics=off",
              "bus,mode=request"));
    }
    return section;
  }
}
