package io.tributary.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Counts the bytes that are looked at and moved: time would only say how busy the machine is. */
class LinearTimeTest {

  private static final int MB = 1 << 20;

  /** Each byte is moved into a line, with it into the data, and again when an array doubles. */
  private static final int MOVES_PER_BYTE = 6;

  private final SseDecoder decoder = new SseDecoder();
  private long fed;
  private int events;
  private long mostHeld;

  @BeforeEach
  void nothingIsLeftFromOtherStreams() {
    LargeArray.take(0, 0);
  }

  @Test
  void oneByteChunksOf64MegabytesCostWhatTheirBytesCost() {
    byte[] lines = ("id: 7\ndata: " + "x".repeat(100) + "\n\n").getBytes(StandardCharsets.US_ASCII);
    while (fed < 64L * MB) {
      feed(lines, 1);
    }
    assertThat(events).isEqualTo((int) (fed / lines.length));
    assertLinear();
  }

  @Test
  void aLargeEventInSmallChunksCostsWhatItsBytesCost() {
    decoder.maxSize(2 * MB);
    for (int i = 0; i < 16; i++) {
      feed(event("data: " + "x".repeat(MB)), 1024);
    }
    assertThat(events).isEqualTo(16);
    assertLinear();
  }

  @Test
  void aLargeEventOfManyLinesCostsWhatItsBytesCost() {
    decoder.maxSize(2 * MB);
    feed(event("data: x\n".repeat(MB / 8)), 16);
    assertThat(events).isEqualTo(1);
    assertLinear();
  }

  @Test
  void anEndlessLineAndAnEndlessCommentAreNotKept() {
    decoder.maxSize(1000);
    decoder.wantsComments(true);
    feed(event(":" + "x".repeat(8 * MB)), 1000);
    feed(event("data: " + "x".repeat(8 * MB)), 1000);
    assertThat(decoder.copied()).isLessThan(10_000);
    assertThat(mostHeld).isLessThan(10_000);
    assertLinear();
  }

  @Test
  void anEventOfManyLinesIsLetGoAtTheLimit() {
    decoder.maxSize(50_000);
    feed(event("data: x\n".repeat(MB)), 1000);
    assertThat(events).isZero();
    assertThat(mostHeld).isLessThan(100_000);
    assertThat(decoder.held()).isLessThan(50_000);
  }

  @Test
  void aStreamHoldsLittleAfterALargeEvent() {
    feed(event("data: " + "x".repeat(MB / 2)), 1000);
    feed(event("data: " + "x\ndata: ".repeat(MB / 20)), 1000);
    assertThat(events).isEqualTo(2);
    assertThat(mostHeld).isGreaterThan(MB / 2);
    assertThat(decoder.held()).isLessThan(50_000);
  }

  @Test
  void aCommentThatNobodyWantsIsNeverCopied() {
    feed(event(":" + "x".repeat(1000)), 1);
    assertThat(decoder.copied()).isZero();
  }

  @Test
  void wholeLinesOfSingleLineEventsAreReadInPlace() {
    feed(event("event: tick\nid: 1\ndata: x"), Integer.MAX_VALUE);
    assertThat(events).isEqualTo(1);
    assertThat(decoder.copied()).isZero();
  }

  private void assertLinear() {
    assertThat(decoder.scanned()).isLessThanOrEqualTo(fed);
    assertThat(decoder.copied()).isLessThanOrEqualTo(MOVES_PER_BYTE * fed);
  }

  private static byte[] event(String lines) {
    return (lines + "\n\n").getBytes(StandardCharsets.US_ASCII);
  }

  private void feed(byte[] stream, int chunk) {
    for (int from = 0; from < stream.length; from += Math.min(chunk, stream.length - from)) {
      decoder.feed(stream, from, Math.min(stream.length, from + Math.min(chunk, stream.length)));
      Step step = decoder.next();
      mostHeld = Math.max(mostHeld, decoder.held());
      while (step != Step.STARVED) {
        events += step == Step.EVENT ? 1 : 0;
        step = decoder.next();
      }
    }
    fed += stream.length;
  }
}
