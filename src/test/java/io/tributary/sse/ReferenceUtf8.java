package io.tributary.sse;

/** The UTF-8 decoder of the Encoding standard (§8.1.1), handler step by handler step. */
final class ReferenceUtf8 {

  private final StringBuilder output = new StringBuilder();
  private int codePoint;
  private int bytesSeen;
  private int bytesNeeded;
  private int lowerBoundary = 0x80;
  private int upperBoundary = 0xBF;

  private ReferenceUtf8() {}

  static String decode(byte[] bytes) {
    var decoder = new ReferenceUtf8();
    for (byte next : bytes) {
      decoder.handle(next & 0xFF);
    }
    if (decoder.bytesNeeded != 0) {
      decoder.error();
    }
    return decoder.output.toString();
  }

  private void handle(int next) {
    if (bytesNeeded == 0) {
      lead(next);
      return;
    }
    if (next < lowerBoundary || next > upperBoundary) {
      reset();
      error();
      handle(next);
      return;
    }
    lowerBoundary = 0x80;
    upperBoundary = 0xBF;
    codePoint = (codePoint << 6) | (next & 0x3F);
    if (++bytesSeen == bytesNeeded) {
      output.appendCodePoint(codePoint);
      reset();
    }
  }

  private void lead(int next) {
    if (next <= 0x7F) {
      output.append((char) next);
    } else if (next >= 0xC2 && next <= 0xDF) {
      need(1, next & 0x1F);
    } else if (next >= 0xE0 && next <= 0xEF) {
      lowerBoundary = next == 0xE0 ? 0xA0 : lowerBoundary;
      upperBoundary = next == 0xED ? 0x9F : upperBoundary;
      need(2, next & 0xF);
    } else if (next >= 0xF0 && next <= 0xF4) {
      lowerBoundary = next == 0xF0 ? 0x90 : lowerBoundary;
      upperBoundary = next == 0xF4 ? 0x8F : upperBoundary;
      need(3, next & 0x7);
    } else {
      error();
    }
  }

  private void need(int bytes, int bits) {
    bytesNeeded = bytes;
    codePoint = bits;
  }

  private void reset() {
    codePoint = 0;
    bytesNeeded = 0;
    bytesSeen = 0;
    lowerBoundary = 0x80;
    upperBoundary = 0xBF;
  }

  private void error() {
    output.append('\uFFFD');
  }
}
