package io.tributary.sse;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LargeArrayTest {

  private static final int CHUNK = 1000;

  @BeforeEach
  void nothingIsSpare() {
    LargeArray.take(0, 0);
  }

  @Test
  void whatIsGivenBackIsTakenOnce() {
    byte[] array = new byte[5000];
    LargeArray.give(array);
    assertThat(LargeArray.take(4000, 9000)).isSameAs(array);
    assertThat(LargeArray.take(4000, 9000)).hasSize(9000);
  }

  @Test
  void theLargerOfTwoIsKept() {
    byte[] larger = new byte[6000];
    LargeArray.give(larger);
    LargeArray.give(new byte[5000]);
    assertThat(LargeArray.take(5500, 5500)).isSameAs(larger);
  }

  @Test
  void whatIsTooSmallOrTooLargeIsNotUsed() {
    LargeArray.give(new byte[5000]);
    assertThat(LargeArray.take(5001, 7000)).hasSize(7000);
    byte[] giant = new byte[5 << 20];
    LargeArray.give(giant);
    assertThat(LargeArray.take(1, 100)).isNotSameAs(giant);
  }

  @Test
  void anArrayIsOfOneThreadOnly() throws InterruptedException {
    LargeArray.give(new byte[5000]);
    List<byte[]> taken = new ArrayList<>();
    Thread other = new Thread(() -> taken.add(LargeArray.take(1, 100)));
    other.start();
    other.join();
    assertThat(taken.get(0)).hasSize(100);
  }

  @Test
  void eventsThatGrowAtTheSameTimeNeverSeeEachOther() {
    List<List<String>> read = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    List<List<String>> expected = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    List<List<Buffer>> chunks = new ArrayList<>();
    for (int stream = 0; stream < read.size(); stream++) {
      chunks.add(chunks(stream, expected.get(stream)));
    }
    List<SseParser> parsers =
        read.stream()
            .map(to -> SseParser.newParser().handler(event -> to.add(event.data())))
            .toList();
    for (int turn = 0; turn < chunks.stream().mapToInt(List::size).max().orElseThrow(); turn++) {
      for (int stream = 0; stream < parsers.size(); stream++) {
        if (turn < chunks.get(stream).size()) {
          parsers.get(stream).handle(chunks.get(stream).get(turn));
        }
      }
    }
    assertThat(read).isEqualTo(expected);
  }

  /** Events of one and of several lines, growing and shrinking, each of letters of its own. */
  private static List<Buffer> chunks(int stream, List<String> data) {
    Buffer all = Buffer.buffer();
    for (int event = 0; event < 24; event++) {
      String line =
          Character.toString('a' + event).repeat(1 + (event * 7919 + stream * 4001) % 20_000);
      String text = event % 3 == stream ? line + "\n" + stream + line : line;
      data.add(text);
      all.appendBuffer(SseEncoder.event(new SseEvent("t" + stream, text, "id" + event)));
    }
    List<Buffer> chunks = new ArrayList<>();
    for (int from = 0; from < all.length(); from += CHUNK) {
      chunks.add(all.slice(from, Math.min(all.length(), from + CHUNK)));
    }
    return chunks;
  }
}
