package io.tributary.sse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Looks for a stream that the parser reads otherwise than the standard. An ordinary test run tries
 * the wire vectors; with the environment variable {@code JAZZER_FUZZ=1} it hunts from there.
 *
 * <p>The first byte of an input is the size limit (0: the default), the second the length of the
 * chunks (0: the whole stream), the rest the stream.
 */
class SseParserFuzzTest {

  /** Long seeds slow the hunt down and lead nowhere that short ones do not. */
  private static final int LONGEST_SEED = 300;

  static Stream<byte[]> seeds() {
    return WireVector.all()
        .filter(vector -> vector.input().length() <= LONGEST_SEED)
        .map(
            vector -> {
              byte[] stream = vector.input().getBytes();
              byte[] input = new byte[2 + stream.length];
              input[0] = vector.maxEventSize() < 256 ? (byte) vector.maxEventSize() : 0;
              input[1] = (byte) (stream.length % 7);
              System.arraycopy(stream, 0, input, 2, stream.length);
              return input;
            });
  }

  @MethodSource("seeds")
  @FuzzTest
  void agreesWithTheStandard(byte[] input) {
    if (input.length < 2) {
      return;
    }
    int limit = input[0] == 0 ? SseParser.DEFAULT_MAX_EVENT_SIZE : input[0] & 0xFF;
    int chunk = input[1] == 0 ? input.length : input[1] & 0xFF;
    byte[] stream = Arrays.copyOfRange(input, 2, input.length);

    List<String> expected = ReferenceParser.read(stream, "", limit);
    assertEquals(expected, flowing(stream, limit, chunk));
    assertEquals(expected, flowing(stream, limit, 1));
    assertEquals(expected, fetching(stream, limit, chunk));
  }

  private static List<String> flowing(byte[] stream, int limit, int chunk) {
    SseParser parser = SseParser.newParser().maxEventSize(limit);
    List<String> told = Told.listen(parser);
    Told.feed(parser, stream, cuts(stream, chunk));
    return told;
  }

  private static List<String> fetching(byte[] stream, int limit, int chunk) {
    SseParser parser = SseParser.newParser().maxEventSize(limit).pause();
    boolean[] ended = {false};
    List<String> told = Told.listen(parser.endHandler(end -> ended[0] = true));
    Told.feed(parser, stream, cuts(stream, chunk));
    while (!ended[0]) {
      parser.fetch(1);
    }
    return told;
  }

  private static int[] cuts(byte[] stream, int chunk) {
    return IntStream.iterate(chunk, cut -> cut < stream.length, cut -> cut + chunk).toArray();
  }
}
