package io.tributary.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SseParserTest {

  private final FedStream source = new FedStream();
  private final SseParser parser = SseParser.newParser(source);
  private final List<Throwable> failures = new ArrayList<>();

  @Test
  void anExceptionOfTheEventHandlerIsReportedAndTheNextEventComes() {
    List<String> taken = new ArrayList<>();
    parser
        .exceptionHandler(failures::add)
        .handler(
            event -> {
              taken.add(event.data());
              if (event.data().equals("b")) {
                throw new IllegalStateException("no b");
              }
            });
    source.feed("data: a\n\ndata: b\n\ndata: c\n\nid: 1\nda");
    source.feed("ta: d\n\n");
    assertThat(taken).containsExactly("a", "b", "c", "d");
    assertThat(failures).hasSize(1).first().hasToString("java.lang.IllegalStateException: no b");
  }

  @Test
  void anExceptionOfASideHandlerIsReportedToo() {
    parser
        .maxEventSize(9)
        .exceptionHandler(failures::add)
        .commentHandler(text -> fail(text))
        .retryHandler(millis -> fail("retry"))
        .lastEventIdHandler(id -> fail("id"))
        .oversizeHandler(skipped -> fail("oversize"))
        .endHandler(end -> fail("end"))
        .handler(event -> fail("event"));
    source.feed(":comment\nretry: 5\n\nid: 5\n\ndata: 12345\n\ndata: a\n\n");
    source.end();
    assertThat(failures)
        .extracting(Throwable::getMessage)
        .containsExactly("comment", "retry", "id", "oversize", "event", "end");
  }

  @Test
  void withoutAnExceptionHandlerTheFirstExceptionIsThrownOnceTheChunkIsDone() {
    List<String> taken = new ArrayList<>();
    parser.handler(
        event -> {
          taken.add(event.data());
          throw new AssertionError(event.data());
        });
    assertThatThrownBy(() -> source.feed("data: a\n\ndata: b\n\n"))
        .isInstanceOf(AssertionError.class)
        .hasMessage("a");
    assertThat(taken).containsExactly("a", "b");
    assertThatThrownBy(() -> source.feed("data: c\n\n")).hasMessage("c");
  }

  @Test
  void withoutMemoryItThrowsAndReadsNoMoreSoThatNoEventIsLeftOut() {
    List<String> taken = new ArrayList<>();
    parser
        .exceptionHandler(failures::add)
        .handler(
            event -> {
              if (event.data().equals("b")) {
                throw new OutOfMemoryError("full");
              }
              taken.add(event.data());
            });

    assertThatThrownBy(() -> source.feed("data: a\n\ndata: b\n\ndata: c\n\n"))
        .isInstanceOf(OutOfMemoryError.class);
    source.feed("data: d\n\n");

    assertThat(taken).containsExactly("a");
    assertThat(failures).isEmpty();
  }

  @Test
  void anExceptionHandlerThatThrowsDoesNotStopTheParser() {
    List<String> taken = new ArrayList<>();
    parser
        .exceptionHandler(failure -> fail("worse"))
        .handler(
            event -> {
              taken.add(event.data());
              fail(event.data());
            });
    assertThatThrownBy(() -> source.feed("data: a\n\ndata: b\n\n")).hasMessage("worse");
    assertThat(taken).containsExactly("a", "b");
  }

  @Test
  void aFailureOfTheSourcePassesThrough() {
    parser.exceptionHandler(failures::add).handler(event -> {});
    var reset = new IllegalStateException("reset");
    source.fail(reset);
    assertThat(failures).containsExactly(reset);
  }

  @Test
  void aParserWithoutAHandlerLetsGoOfItsSource() {
    parser.handler(event -> {});
    assertThat(source.hasListener()).isTrue();
    parser.handler(null);
    assertThat(source.hasListener()).isFalse();
  }

  @Test
  void theLastEventIdIsTheOneOfTheEventBeingHandled() {
    List<String> ids = new ArrayList<>();
    parser.lastEventId("0").handler(event -> ids.add(parser.lastEventId()));
    assertThat(parser.lastEventId()).isEqualTo("0");
    source.feed("data\n\nid: 1\ndata\n\nid: 2\ndata\n\nid: 3\n");
    assertThat(ids).containsExactly("0", "1", "2");
    assertThat(parser.lastEventId()).isEqualTo("2");
  }

  @Test
  void bytesAreCountedAsTheyComeIn() {
    parser.handler(event -> {});
    source.feed(": hi\n");
    source.feed("data: é");
    assertThat(parser.bytesRead()).isEqualTo(5 + 8);
  }

  @Test
  void aChunkOutsideTheHeapIsReadLikeAnyOther() {
    byte[] stream = "data: a\n\ndata: b\n\n".getBytes(StandardCharsets.UTF_8);
    ByteBuf direct = Unpooled.directBuffer().writeBytes(stream);
    List<String> told = Told.listen(parser);
    parser.handle(BufferInternal.buffer(direct));
    direct.release();
    assertThat(told).containsExactly("event message|a|", "event message|b|");
  }

  @Test
  void aSliceOfALargerBufferIsReadWithinItsBounds() {
    Buffer large = Buffer.buffer("data: no\n\ndata: yes\n\ndata: no\n\n");
    List<String> told = Told.listen(parser);
    parser.handle(large.slice(10, 21));
    assertThat(told).containsExactly("event message|yes|");
  }

  @Test
  void typesThatTakeTurnsAreOneStringEach() {
    List<SseEvent> events = new ArrayList<>();
    parser.handler(events::add);
    source.feed("event: tick\ndata\n\nevent: tock\ndata\n\n".repeat(2));
    assertThat(events.get(2).event()).isEqualTo("tick").isSameAs(events.get(0).event());
    assertThat(events.get(3).event()).isEqualTo("tock").isSameAs(events.get(1).event());
  }

  @Test
  void aLimitBelowOneIsRefused() {
    assertThatThrownBy(() -> parser.maxEventSize(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxEventSize: must be at least 1, was 0");
  }

  private static void fail(String why) {
    throw new IllegalStateException(why);
  }
}
