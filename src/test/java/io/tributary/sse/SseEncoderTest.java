package io.tributary.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseEncoderTest {

  private static final String[] PIECES = {
    "a", " ", ":", "data", "id: 1", "é", "€", "😀", "\t", "\uFEFF", "\uFFFD", "\n", "\r", "\r\n",
    "\0"
  };

  @Test
  void anEventIsItsFieldsAndABlankLine() {
    assertThat(SseEncoder.event(new SseEvent("tick", "a\nb", "7")))
        .hasToString("event: tick\nid: 7\ndata: a\ndata: b\n\n");
  }

  @Test
  void aMessageNeedsNoType() {
    assertThat(SseEncoder.event("message", "a")).hasToString("data: a\n\n");
  }

  @Test
  void anEmptyIdIsWrittenBecauseItResetsTheReaders() {
    assertThat(SseEncoder.event(new SseEvent("message", "", ""))).hasToString("id: \ndata: \n\n");
  }

  @Test
  void aCommentOfSeveralLinesIsSeveralComments() {
    assertThat(SseEncoder.comment("a\r\n b\r")).hasToString(":a\n: b\n:\n");
  }

  @Test
  void aRetryIsALine() {
    assertThat(SseEncoder.retry(1500)).hasToString("retry: 1500\n");
    assertThatThrownBy(() -> SseEncoder.retry(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("retry: must be at least 0, was -1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\rb", "\n"})
  void aLineBreakInATypeOrAnIdIsRefused(String text) {
    assertThatThrownBy(() -> SseEncoder.event(text, "data"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("event: must hold no line break");
    assertThatThrownBy(() -> SseEncoder.event(new SseEvent("message", "data", text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("id: must hold no line break");
  }

  @Test
  void aNulInAnIdIsRefusedForNoReaderWouldTakeIt() {
    assertThatThrownBy(() -> SseEncoder.event(new SseEvent("message", "data", "a\0")))
        .hasMessage("id: must hold no line break and no NUL, was \"a\\0\"");
  }

  @Test
  void whatWasWrittenIsReadBack() {
    for (int seed = 0; seed < 20_000; seed++) {
      var random = new Random(seed);
      Buffer stream = Buffer.buffer();
      List<String> written = new ArrayList<>();
      for (int i = random.nextInt(5); i >= 0; i--) {
        write(random, stream, written);
      }
      SseParser parser = SseParser.newParser();
      List<String> told = Told.listen(parser);
      Told.feed(parser, stream.getBytes(), random.nextInt(stream.length()));
      assertThat(told).as("seed %s", seed).isEqualTo(written);
    }
  }

  private static void write(Random random, Buffer stream, List<String> written) {
    String text = text(random);
    String read = text.replace("\r\n", "\n").replace('\r', '\n');
    switch (random.nextInt(3)) {
      case 0 -> {
        stream.appendBuffer(SseEncoder.comment(text));
        read.lines().forEach(line -> written.add(Told.comment(line)));
        if (read.isEmpty() || read.endsWith("\n")) {
          written.add(Told.comment(""));
        }
      }
      case 1 -> {
        long millis = random.nextLong(Long.MAX_VALUE);
        stream.appendBuffer(SseEncoder.retry(millis));
        written.add(Told.retry(millis));
      }
      default -> {
        String type = "e" + text(random).replaceAll("[\r\n]", "");
        String id = text(random).replaceAll("[\r\n\0]", "");
        stream.appendBuffer(SseEncoder.event(new SseEvent(type, text, id)));
        written.add(Told.event(new SseEvent(type, read, id)));
      }
    }
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }
}
