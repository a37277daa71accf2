package io.tributary.sse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Draws hostile streams: what a parser can stumble over, in any order, cut anywhere. */
final class StreamGenerator {

  private static final byte[][] PIECES = {
    bytes("\n"),
    bytes("\n"),
    bytes("\n"),
    bytes("\r"),
    bytes("\r\n"),
    bytes("\n\n"),
    bytes("\r\r"),
    bytes("\r\n\r\n"),
    bytes(":"),
    bytes(" "),
    bytes("data"),
    bytes("data:"),
    bytes("data: x"),
    bytes("event"),
    bytes("event:"),
    bytes("event: tick"),
    bytes("id"),
    bytes("id:"),
    bytes("id: 7"),
    bytes("retry"),
    bytes("retry:"),
    bytes("retry: 12"),
    bytes("retry:007"),
    bytes("99999999999999999999999"),
    bytes("9223372036854775807"),
    bytes("unknown: y"),
    bytes("d"),
    bytes("datas"),
    bytes("Data:"),
    bytes("\0"),
    bytes("\t"),
    bytes("\uFEFF"),
    bytes("\u2028"),
    bytes("\u0085"),
    bytes("é"),
    bytes("€"),
    bytes("😀"),
    bytes("a longer text"),
    raw(0xEF),
    raw(0xEF, 0xBB),
    raw(0xBF),
    raw(0x80),
    raw(0xC0, 0x80),
    raw(0xC3),
    raw(0xE0, 0x80),
    raw(0xE2, 0x82),
    raw(0xED, 0xA0, 0x80),
    raw(0xED, 0xBF, 0xBF),
    raw(0xF0, 0x9F, 0x98),
    raw(0xF0, 0x80),
    raw(0xF4, 0x90, 0x80, 0x80),
    raw(0xF5),
    raw(0xFE),
    raw(0xFF),
  };

  private final Random random;

  StreamGenerator(long seed) {
    random = new Random(seed);
  }

  byte[] stream() {
    var stream = new ByteArrayOutputStream();
    if (random.nextInt(4) == 0) {
      stream.writeBytes(bytes("\uFEFF"));
    }
    int pieces = random.nextInt(60);
    for (int i = 0; i < pieces; i++) {
      stream.writeBytes(PIECES[random.nextInt(PIECES.length)]);
    }
    return stream.toByteArray();
  }

  /** A limit that about half of the streams outgrow somewhere. */
  int maxEventSize() {
    return random.nextInt(3) == 0 ? SseParser.DEFAULT_MAX_EVENT_SIZE : 1 + random.nextInt(60);
  }

  /** Places to cut a stream of that length at; the same place twice makes an empty chunk. */
  int[] cuts(int length) {
    int[] cuts = new int[random.nextInt(2 + random.nextInt(length + 1))];
    Arrays.setAll(cuts, i -> random.nextInt(length + 1));
    Arrays.sort(cuts);
    return cuts;
  }

  String lastEventId() {
    return random.nextBoolean() ? "" : "start";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] raw(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
