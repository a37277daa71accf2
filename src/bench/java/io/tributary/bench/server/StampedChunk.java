package io.tributary.bench.server;

import io.vertx.core.buffer.Buffer;

/** A chunk of an HTTP body whose events all begin their data with the moment they were due. */
public final class StampedChunk {

  /** Digits of a moment in nanoseconds. */
  public static final int STAMP_DIGITS = 19;

  private static final int ID_AT = "event: price\nid: ".length();
  private static final int ID_DIGITS = 10;
  private static final int RADIX = 10;

  private final int events;
  private final int eventLength;
  private final int bodyAt;
  private final byte[] template;

  StampedChunk(int events, int dataSize) {
    this.events = events;
    this.eventLength = Payload.eventLength(dataSize);
    String event = Payload.event(0, Payload.data(Payload.Kind.TEXT, dataSize));
    this.template = Payload.chunk(event.repeat(events)).getBytes();
    this.bodyAt = template.length - events * eventLength - "\r\n".length();
  }

  int events() {
    return events;
  }

  Buffer at(long firstId, long moment) {
    byte[] chunk = template.clone();
    for (int i = 0; i < events; i++) {
      int event = bodyAt + i * eventLength;
      write(firstId + i, chunk, event + ID_AT, ID_DIGITS);
      write(moment, chunk, event + Payload.DATA_AT, STAMP_DIGITS);
    }
    return Buffer.buffer(chunk);
  }

  private static void write(long number, byte[] into, int at, int digits) {
    long rest = number;
    for (int i = at + digits - 1; i >= at; i--) {
      into[i] = (byte) ('0' + rest % RADIX);
      rest /= RADIX;
    }
  }
}
