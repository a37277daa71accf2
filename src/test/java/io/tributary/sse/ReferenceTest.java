package io.tributary.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceTest {

  private static final int STREAMS = 100_000;

  @Test
  void theParserAgreesWithTheStandardOnGeneratedStreams() {
    for (int seed = 0; seed < STREAMS; seed++) {
      var generator = new StreamGenerator(seed);
      byte[] stream = generator.stream();
      int maxEventSize = generator.maxEventSize();
      String lastEventId = generator.lastEventId();
      int[] cuts = generator.cuts(stream.length);

      var parser = SseParser.newParser().maxEventSize(maxEventSize).lastEventId(lastEventId);
      List<String> told = Told.listen(parser);
      Told.feed(parser, stream, cuts);

      List<String> expected = ReferenceParser.read(stream, lastEventId, maxEventSize);
      if (!told.equals(expected)) {
        String where = "seed " + seed + ", cut at " + Arrays.toString(cuts);
        assertThat(told).as(where).isEqualTo(expected);
      }
    }
  }
}
