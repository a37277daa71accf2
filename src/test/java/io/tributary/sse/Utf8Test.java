package io.tributary.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {

  /** A byte of each kind that the standard tells apart, and those next to the borders. */
  private static final int[] KINDS = {
    0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC,
    0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFE, 0xFF
  };

  @Test
  void everySequenceOfUpToFourKindsOfBytesDecodesAsTheStandardSays() {
    for (int length = 0; length <= 4; length++) {
      byte[] bytes = new byte[length];
      int sequences = (int) Math.pow(KINDS.length, length);
      for (int sequence = 0; sequence < sequences; sequence++) {
        int rest = sequence;
        for (int i = 0; i < length; i++) {
          bytes[i] = (byte) KINDS[rest % KINDS.length];
          rest /= KINDS.length;
        }
        assertDecodes(bytes);
      }
    }
  }

  @Test
  void randomBytesDecodeAsTheStandardSays() {
    var random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      assertDecodes(bytes);
    }
  }

  @Test
  void everyCharacterSurvives() {
    var all = new StringBuilder();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        all.appendCodePoint(c);
      }
    }
    byte[] bytes = all.toString().getBytes(StandardCharsets.UTF_8);
    assertThat(Utf8.decode(bytes, 0, bytes.length)).isEqualTo(all.toString());
  }

  private static void assertDecodes(byte[] bytes) {
    String decoded = Utf8.decode(bytes, 0, bytes.length);
    String expected = ReferenceUtf8.decode(bytes);
    if (!decoded.equals(expected)) {
      assertThat(decoded).as("%s", bytes).isEqualTo(expected);
    }
  }
}
