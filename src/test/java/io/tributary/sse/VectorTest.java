package io.tributary.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VectorTest {

  static Stream<WireVector> vectors() {
    return WireVector.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void theReferenceReadsIt(WireVector vector) {
    assertThat(
            ReferenceParser.read(
                vector.input().getBytes(), vector.lastEventId(), vector.maxEventSize()))
        .isEqualTo(vector.expected());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void theParserReadsItWhole(WireVector vector) {
    assertThat(read(vector)).isEqualTo(vector.expected());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void theParserReadsItCutInTwoAnywhere(WireVector vector) {
    for (int cut = 0; cut <= vector.input().length(); cut++) {
      assertThat(read(vector, cut)).as("cut at %s", cut).isEqualTo(vector.expected());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void theParserReadsItByteByByte(WireVector vector) {
    assertThat(read(vector, everywhere(vector))).isEqualTo(vector.expected());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void theParserReadsItOneFetchAtATime(WireVector vector) {
    assertThat(fetch(vector)).isEqualTo(vector.expected());
    assertThat(fetch(vector, everywhere(vector))).isEqualTo(vector.expected());
  }

  private static List<String> read(WireVector vector, int... cuts) {
    SseParser parser = vector.newParser();
    List<String> told = Told.listen(parser);
    Told.feed(parser, vector.input().getBytes(), cuts);
    return told;
  }

  /** Takes one event at a time, and checks that each fetch brings one at most. */
  private static List<String> fetch(WireVector vector, int... cuts) {
    SseParser parser = vector.newParser().pause();
    int[] ends = {0};
    List<String> told = Told.listen(parser.endHandler(end -> ends[0]++));
    Told.feed(parser, vector.input().getBytes(), cuts);
    assertThat(told).as("told without demand").isEmpty();
    while (ends[0] == 0) {
      long before = events(told);
      parser.fetch(1);
      assertThat(events(told) - before).isLessThanOrEqualTo(1);
    }
    assertThat(ends[0]).isEqualTo(1);
    return told;
  }

  private static long events(List<String> told) {
    return told.stream().filter(line -> line.startsWith("event ")).count();
  }

  private static int[] everywhere(WireVector vector) {
    return IntStream.range(1, Math.max(1, vector.input().length())).toArray();
  }
}
