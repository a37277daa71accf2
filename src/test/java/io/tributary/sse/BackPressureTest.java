package io.tributary.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackPressureTest {

  private static final String A = "event a||";
  private static final String TWO_EVENTS = "event: a\ndata\n\nevent: b\ndata\n\n";

  private final FedStream source = new FedStream();
  private final SseParser parser = SseParser.newParser(source);
  private final List<String> told = Told.listen(parser.pause());

  @Test
  void aPausedParserPausesItsSource() {
    assertThat(source.isPaused()).isTrue();
    source.feed(TWO_EVENTS);
    assertThat(source.held()).isEqualTo(1);
    assertThat(told).isEmpty();
  }

  @Test
  void aFetchedEventLeavesTheRestOfItsChunkUnread() {
    source.feed(TWO_EVENTS + "retry: 5\n");
    parser.fetch(1);
    assertThat(told).containsExactly(A);
    assertThat(source.isPaused()).isTrue();
    parser.fetch(1);
    assertThat(told).containsExactly(A, "event b||");
    parser.fetch(1);
    assertThat(told).containsExactly(A, "event b||", "retry 5");
    assertThat(source.isPaused()).isFalse();
  }

  @Test
  void theSourceIsHeldWhileAChunkIsNotUsedUp() {
    source.feed(TWO_EVENTS);
    source.feed(TWO_EVENTS);
    parser.fetch(1);
    assertThat(source.held()).isEqualTo(1);
    parser.fetch(2);
    assertThat(source.held()).isZero();
    assertThat(told).hasSize(3);
    assertThat(source.isPaused()).isTrue();
  }

  @Test
  void aResumeTakesEverythingAndLetsTheSourceFlow() {
    source.feed(TWO_EVENTS);
    parser.resume();
    source.feed(TWO_EVENTS);
    assertThat(told).hasSize(4);
    assertThat(source.isPaused()).isFalse();
  }

  @Test
  void demandAddsUpAndNeverOverflows() {
    parser.fetch(Long.MAX_VALUE - 1).fetch(Long.MAX_VALUE - 1);
    source.feed(TWO_EVENTS);
    assertThat(told).hasSize(2);
    assertThatThrownBy(() -> parser.fetch(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("fetch: must be at least 1, was 0");
  }

  @Test
  void aHandlerThatPausesStopsTheParserAtOnce() {
    parser.handler(
        event -> {
          told.add(event.event());
          parser.pause();
        });
    parser.resume();
    source.feed(TWO_EVENTS);
    assertThat(told).containsExactly("a");
    assertThat(source.isPaused()).isTrue();
    parser.resume();
    assertThat(told).containsExactly("a", "b");
  }

  @Test
  void aSideHandlerThatPausesHoldsTheNextEventBack() {
    parser.commentHandler(
        text -> {
          told.add(text);
          parser.pause();
        });
    parser.resume();
    source.feed(":stop\n" + TWO_EVENTS);
    assertThat(told).containsExactly("stop");
    parser.resume();
    assertThat(told).hasSize(3);
  }

  @Test
  void aHandlerThatFetchesTheNextEventDoesNotRecurse() {
    int events = 200_000;
    int[] depth = {0, 0};
    parser.handler(
        event -> {
          depth[0]++;
          depth[1] = Math.max(depth[1], depth[0]);
          told.add(event.event());
          parser.fetch(1);
          depth[0]--;
        });
    source.feed("event: a\ndata\n\n".repeat(events));
    parser.fetch(1);
    assertThat(told).hasSize(events);
    assertThat(depth[1]).isEqualTo(1);
  }

  @Test
  void aHandlerThatFetchesAcrossChunksDoesNotRecurse() {
    int chunks = 200_000;
    parser.handler(
        event -> {
          told.add(event.event());
          parser.pause().fetch(1);
        });
    for (int i = 0; i < chunks; i++) {
      source.feed("event: a\ndata\n\n");
    }
    parser.fetch(1);
    assertThat(told).hasSize(chunks);
  }

  @Test
  void aHandlerThatFeedsTheParserDoesNotRecurse() {
    int chunks = 100_000;
    var fed = SseParser.newParser();
    int[] taken = {0};
    fed.handler(
        event -> {
          assertThat(event.data()).isEqualTo(String.valueOf(taken[0]));
          if (++taken[0] < chunks) {
            fed.handle(Buffer.buffer("data: " + taken[0] + "\n\n"));
          }
        });
    fed.handle(Buffer.buffer("data: 0\n\n"));
    assertThat(taken[0]).isEqualTo(chunks);
  }

  @Test
  void chunksOfASourceThatIgnoresAPauseAreKeptInOrder() {
    var fed = SseParser.newParser().pause();
    List<String> heard = Told.listen(fed);
    fed.handle(Buffer.buffer("event: a\nda"));
    fed.handle(Buffer.buffer("ta\n\n"));
    fed.handle(Buffer.buffer("event: b\ndata\n\n"));
    assertThat(heard).isEmpty();
    fed.resume();
    assertThat(heard).containsExactly(A, "event b||");
  }

  @Test
  void theEndWaitsUntilTheLastEventIsTaken() {
    parser.endHandler(end -> told.add("end"));
    source.feed(TWO_EVENTS);
    source.end();
    parser.fetch(1);
    assertThat(told).containsExactly(A);
    parser.fetch(1);
    parser.fetch(1);
    assertThat(told).containsExactly(A, "event b||", "end");
    parser.resume().end();
    assertThat(told).as("the end is told once").hasSize(3);
  }

  @Test
  void aStreamThatEndsWhilePausedEndsOnceItsRestIsTaken() {
    var fed = SseParser.newParser().pause();
    List<String> heard = Told.listen(fed.endHandler(end -> fed.pause()));
    fed.handle(Buffer.buffer("event: a\ndata\n\n"));
    int[] ends = {0};
    fed.endHandler(end -> ends[0]++).end();
    assertThat(heard).isEmpty();
    assertThat(ends[0]).isZero();
    fed.resume();
    assertThat(heard).containsExactly(A);
    assertThat(ends[0]).isEqualTo(1);
  }

  @Test
  void aStreamOfWhichNothingIsLeftEndsEvenWhilePaused() {
    int[] ends = {0};
    SseParser fed = SseParser.newParser().pause().endHandler(end -> ends[0]++);
    fed.end();
    assertThat(ends[0]).isEqualTo(1);
  }

  @Test
  void aSourceThatWasPausedBeforeIsResumedByTheParser() {
    var held = new FedStream().pause();
    held.feed(TWO_EVENTS);
    SseParser late = SseParser.newParser(held);
    List<String> heard = Told.listen(late);
    assertThat(heard).isEmpty();
    late.resume();
    assertThat(heard).hasSize(2);
  }

  @Test
  void aSourceIsNotTouchedAfterItsEnd() {
    parser.resume();
    source.end();
    int resumes = source.resumes();
    parser.pause().resume();
    assertThat(source.resumes()).isEqualTo(resumes);
    assertThat(source.isPaused()).isFalse();
  }
}
