package io.tributary.stream.tap;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.sse.SseEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayBufferTest {

  private static final int ALL = Integer.MAX_VALUE;

  @ParameterizedTest(name = "{0} after \"{1}\" limit {2}: {3} gap {4}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          # ids offered to a buffer of 4 that starts from "0"; data are their positions
          1 2 3         | 1  | 9 | 1 2     | false
          1 2 3         | 3  | 9 | ''      | false
          1 2 3         | 1  | 1 | 1       | false
          1 2 3         | 0  | 9 | 0 1 2   | false
          1 2 3         | 7  | 9 | 0 1 2   | true
          1 2 3 4 5     | 1  | 9 | 1 2 3 4 | false
          1 2 3 4 5     | 0  | 9 | 1 2 3 4 | true
          1 2 3 4 5     | 5  | 9 | ''      | false
          # an event without an id of its own comes again: the reader may lack it
          1 2 2 2 3     | 2  | 9 | 2 3 4   | false
          1 2 2 3 4 5   | 2  | 9 | 2 3 4 5 | false
          1 2 2 2 3 4 5 | 2  | 9 | 3 4 5 6 | true
          # an id that comes back stands for its last appearance
          1 2 1 3       | 1  | 9 | 3       | false
          ''            | 0  | 9 | ''      | false
          ''            | 5  | 9 | ''      | true
          """)
  void whatFollowsAnId(String offered, String after, int limit, String expected, boolean gap) {
    ReplayBuffer buffer = new ReplayBuffer(4);
    buffer.startFrom("0");
    offer(buffer, offered);
    Replay replay = buffer.after(after, limit);
    assertThat(data(replay)).isEqualTo(expected);
    assertThat(replay.gap()).isEqualTo(gap);
  }

  @Test
  void aStreamWithoutIdsHasNoGapUntilAnEventIsForgotten() {
    ReplayBuffer buffer = new ReplayBuffer(2);
    buffer.event(new SseEvent("message", "0", ""));
    buffer.event(new SseEvent("message", "1", ""));
    assertThat(buffer.after("", ALL).gap()).isFalse();
    buffer.event(new SseEvent("message", "2", ""));
    assertThat(buffer.after("", ALL).gap()).isTrue();
    assertThat(data(buffer.after("", ALL))).isEqualTo("1 2");
  }

  @Test
  void theLastEventsAreTheYoungestOnes() {
    ReplayBuffer buffer = new ReplayBuffer(4);
    offer(buffer, "1 2 3 4 5");
    assertThat(data(buffer.last(2))).isEqualTo("3 4");
    assertThat(data(buffer.last(ALL))).isEqualTo("1 2 3 4");
  }

  @Test
  void sizeBoundsTheBufferToo() {
    ReplayBuffer buffer = new ReplayBuffer(100, 20);
    buffer.event(new SseEvent("message", "12345", "1"));
    buffer.event(new SseEvent("message", "1", "2"));
    assertThat(data(buffer.after("1", ALL))).isEqualTo("1");
    assertThat(buffer.last(ALL).events()).hasSize(1);
    buffer.event(new SseEvent("message", "x".repeat(50), "3"));
    assertThat(buffer.last(ALL).events()).isEmpty();
    assertThat(buffer.after("3", ALL).gap()).isFalse();
  }

  private static void offer(ReplayBuffer buffer, String ids) {
    int position = 0;
    for (String id : ids.isEmpty() ? new String[0] : ids.split(" ")) {
      buffer.event(new SseEvent("message", Integer.toString(position), id));
      position++;
    }
  }

  private static String data(Replay replay) {
    return String.join(" ", replay.events().stream().map(SseEvent::data).toList());
  }
}
