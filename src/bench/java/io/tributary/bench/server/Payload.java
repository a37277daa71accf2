package io.tributary.bench.server;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The events of the benchmark as bytes. All events of a stream have the same length. */
public final class Payload {

  /** What data is made of. */
  public enum Kind {
    TEXT,
    JSON
  }

  /** Where the data begins, in bytes from the start of an event. */
  public static final int DATA_AT = "event: price\nid: 0123456789\ndata: ".length();

  private static final int CHUNK = 16 * 1024;
  private static final String WORDS = "the quick brown fox jumps over the lazy dog and ";
  private static final String ROW =
      "{\"symbol\":\"ACME\",\"bid\":101.25,\"ask\":101.5,\"size\":300,\"open\":true}";

  private Payload() {}

  /** How long an event with {@code dataSize} characters of data is. */
  public static int eventLength(int dataSize) {
    return DATA_AT + dataSize + "\n\n".length();
  }

  /** Data of exactly that size, ASCII. */
  public static String data(Kind kind, int size) {
    return kind == Kind.TEXT ? fill(WORDS, size) : json(size);
  }

  /** One event. */
  public static String event(long id, String data) {
    return String.format(Locale.ROOT, "event: price\nid: %010d\ndata: %s\n\n", id, data);
  }

  /** Whole chunks of an HTTP body with at least {@code atLeast} bytes of events in them. */
  static Buffer chunks(Kind kind, int dataSize, int atLeast) {
    String data = data(kind, dataSize);
    int perChunk = Math.max(1, CHUNK / eventLength(dataSize));
    Buffer all = Buffer.buffer();
    for (long id = 1; all.length() < atLeast; ) {
      StringBuilder chunk = new StringBuilder();
      for (int i = 0; i < perChunk; i++) {
        chunk.append(event(id++, data));
      }
      all.appendBuffer(chunk(chunk.toString()));
    }
    return all;
  }

  static Buffer chunk(String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    return Buffer.buffer(Integer.toHexString(body.length))
        .appendString("\r\n")
        .appendBytes(body)
        .appendString("\r\n");
  }

  private static String json(int size) {
    StringBuilder rows = new StringBuilder("{\"rows\":[").append(ROW);
    String end = "],\"pad\":\"\"}";
    while (rows.length() + 1 + ROW.length() + end.length() <= size) {
      rows.append(',').append(ROW);
    }
    int pad = size - rows.length() - end.length();
    return rows.append("],\"pad\":\"").append(fill(WORDS, pad)).append("\"}").toString();
  }

  private static String fill(String with, int size) {
    return with.repeat(size / with.length() + 1).substring(0, size);
  }
}
