package io.tributary.testkit;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * Head, coding and framing of one HTTP/1.1 response as bytes. It does what it is told, also where
 * that is wrong. Lives on one event loop.
 */
final class Answer {

  /** How the client learns where the body ends. */
  enum Framing {
    /** Chunked when there is a body, else {@code Content-Length: 0}, as most servers do. */
    AUTOMATIC,
    CHUNKED,
    /** The headers say it, rightly or not, or the end of the connection does. */
    AS_WRITTEN
  }

  private final StringBuilder head = new StringBuilder();
  private int status;
  private boolean headSent;
  private Framing framing = Framing.AUTOMATIC;
  private ContentCoding coding = ContentCoding.IDENTITY;

  void status(int code, String reason) {
    status = code;
    head.append("HTTP/1.1 ").append(code).append(' ').append(reason).append("\r\n");
  }

  void header(String name, String value) {
    if (headSent) {
      throw new IllegalStateException(
          "expected every header before the body, got " + name + " after it");
    }
    head.append(name).append(": ").append(value).append("\r\n");
  }

  void framing(Framing chosen) {
    framing = chosen;
  }

  void coding(ContentCoding chosen) {
    coding = chosen;
    header("Content-Encoding", "gzip");
  }

  /** What to send so that the client has the head; empty when it was sent or never written. */
  Buffer head() {
    return head(true);
  }

  /** What to send so that the client has the head and these bytes of the body. */
  Buffer body(Buffer bytes) {
    Buffer out = head(true);
    return out.appendBuffer(framed(coding.encode(bytes)));
  }

  /** What to send so that the client knows of the end of the body. */
  Buffer end() {
    boolean withBody = headSent;
    Buffer out = head(false);
    out.appendBuffer(framed(coding.finish()));
    return withBody && framing == Framing.CHUNKED ? out.appendString("0\r\n\r\n") : out;
  }

  private Buffer head(boolean withBody) {
    if (headSent || head.isEmpty()) {
      return Buffer.buffer();
    }
    if (framing == Framing.AUTOMATIC) {
      chooseFraming(withBody);
    }
    headSent = true;
    return Buffer.buffer(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  private void chooseFraming(boolean withBody) {
    framing = withBody ? Framing.CHUNKED : Framing.AS_WRITTEN;
    if (withBody) {
      header("Transfer-Encoding", "chunked");
    } else if (status != 204 && status != 304) {
      header("Content-Length", "0");
    }
  }

  private Buffer framed(Buffer bytes) {
    if (framing != Framing.CHUNKED || bytes.length() == 0) {
      return bytes;
    }
    return Buffer.buffer(Integer.toHexString(bytes.length()))
        .appendString("\r\n")
        .appendBuffer(bytes)
        .appendString("\r\n");
  }
}
