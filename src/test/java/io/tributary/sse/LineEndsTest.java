package io.tributary.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineEndsTest {

  @ParameterizedTest
  @ValueSource(bytes = {'\n', '\r'})
  void theFirstLineEndIsFoundWhereverItIs(byte lineEnd) {
    for (int length = 1; length < 40; length++) {
      for (int from = 0; from < length; from++) {
        for (int at = from; at < length; at++) {
          byte[] bytes = new byte[length];
          bytes[at] = lineEnd;
          bytes[length - 1] = bytes[length - 1] == 0 ? (byte) '\n' : bytes[length - 1];
          assertThat(LineEnds.find(bytes, from, length)).isEqualTo(at);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(bytes = {'\n', '\r'})
  void theFirstLineEndOfALongLineIsFoundWhereverItIs(byte lineEnd) {
    int length = 420;
    byte[] bytes = new byte[length];
    for (byte filler : new byte[] {'x', '\t', (byte) 0x8A, (byte) 0x8D}) {
      Arrays.fill(bytes, filler);
      for (int at = 0; at < length; at++) {
        bytes[at] = lineEnd;
        for (int from = Math.max(0, at - 330); from <= at; from += 3) {
          assertThat(LineEnds.find(bytes, from, length)).isEqualTo(at);
          assertThat(LineEnds.find(bytes, from, at)).isEqualTo(at);
        }
        assertThat(LineEnds.find(bytes, Math.min(at + 1, length), length)).isEqualTo(length);
        bytes[at] = filler;
      }
    }
  }

  @Test
  void noOtherByteIsTakenForOne() {
    for (int value = 0; value < 256; value++) {
      byte[] bytes = new byte[24];
      Arrays.fill(bytes, (byte) value);
      boolean lineEnd = value == '\n' || value == '\r';
      assertThat(LineEnds.find(bytes, 1, 23)).isEqualTo(lineEnd ? 1 : 23);
    }
  }

  @Test
  void aNeighbourOfALineEndDoesNotHideOrMoveIt() {
    for (int before = 0; before < 256; before++) {
      for (int after = 0; after < 256; after++) {
        byte[] bytes = {'x', 'x', (byte) before, '\n', (byte) after, '\r', 'x', 'x'};
        boolean earlier = before == '\n' || before == '\r';
        assertThat(LineEnds.find(bytes, 0, 8)).isEqualTo(earlier ? 2 : 3);
      }
    }
  }

  @Test
  void nothingBeyondTheBoundsIsSeen() {
    byte[] bytes = "\n\nxxxxxxxxxxxx\n\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    assertThat(LineEnds.find(bytes, 2, 14)).isEqualTo(14);
    assertThat(LineEnds.find(bytes, 5, 5)).isEqualTo(5);
  }
}
