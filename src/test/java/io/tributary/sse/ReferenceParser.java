package io.tributary.sse;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The standard's processing model (WHATWG HTML §9.2.6) word for word, slow and whole: decode the
 * input, cut it into lines, read each line's field. The size limit is the only thing of ours; it is
 * counted on the bytes of each line.
 */
final class ReferenceParser {

  private static final BigInteger LARGEST_RETRY = BigInteger.valueOf(Long.MAX_VALUE);

  private final int maxEventSize;
  private final List<String> told = new ArrayList<>();

  private StringBuilder dataBuffer = new StringBuilder();
  private String eventTypeBuffer = "";
  private String lastEventIdBuffer;
  private String lastEventId;
  private long size;

  private ReferenceParser(String lastEventId, int maxEventSize) {
    this.lastEventIdBuffer = lastEventId;
    this.lastEventId = lastEventId;
    this.maxEventSize = maxEventSize;
  }

  /** Everything that a parser has to tell of the stream, in order, as {@link Told} spells it. */
  static List<String> read(byte[] stream, String lastEventId, int maxEventSize) {
    var parser = new ReferenceParser(lastEventId, maxEventSize);
    String text = ReferenceUtf8.decode(stream);
    parser.stream(text.startsWith("\uFEFF") ? text.substring(1) : text, new LineSizes(stream));
    return parser.told;
  }

  /** {@code stream = [ bom ] *event}; what has no line end is pending at the end of the file. */
  private void stream(String text, LineSizes sizes) {
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\r' && c != '\n') {
        continue;
      }
      line(text.substring(start, i), sizes.next());
      if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
        i++;
      }
      start = i + 1;
    }
    boolean pendingField = start < text.length() && text.charAt(start) != ':';
    size += pendingField ? sizes.next() : 0;
    if (size > maxEventSize) {
      told.add(Told.oversize(new SseOversize(size, lastEventId)));
    }
  }

  private void line(String line, int bytes) {
    int colon = line.indexOf(':');
    if (line.isEmpty()) {
      dispatch();
    } else if (colon == 0) {
      if (bytes <= maxEventSize) {
        told.add(Told.comment(line.substring(1)));
      }
    } else {
      size += bytes;
      if (bytes > maxEventSize) {
        return;
      }
      String value = colon < 0 ? "" : line.substring(colon + 1);
      field(
          colon < 0 ? line : line.substring(0, colon),
          value.startsWith(" ") ? value.substring(1) : value);
    }
  }

  private void field(String name, String value) {
    switch (name) {
      case "event" -> eventTypeBuffer = value;
      case "data" -> dataBuffer.append(value).append('\n');
      case "id" -> lastEventIdBuffer = value.contains("\0") ? lastEventIdBuffer : value;
      case "retry" -> {
        if (value.matches("[0-9]+")) {
          told.add(Told.retry(new BigInteger(value).min(LARGEST_RETRY).longValueExact()));
        }
      }
      default -> {}
    }
  }

  private void dispatch() {
    boolean idChanged = !lastEventId.equals(lastEventIdBuffer);
    lastEventId = lastEventIdBuffer;
    if (size > maxEventSize) {
      told.add(Told.oversize(new SseOversize(size, lastEventId)));
    } else if (!dataBuffer.isEmpty()) {
      dataBuffer.setLength(dataBuffer.length() - 1);
      String type = eventTypeBuffer.isEmpty() ? "message" : eventTypeBuffer;
      told.add(Told.event(new SseEvent(type, dataBuffer.toString(), lastEventId)));
    } else if (idChanged) {
      told.add(Told.lastEventId(lastEventId));
    }
    dataBuffer = new StringBuilder();
    eventTypeBuffer = "";
    size = 0;
  }

  /** The byte lengths of the lines, one after another, without byte order mark and line ends. */
  private static final class LineSizes {
    private final byte[] stream;
    private int at;

    LineSizes(byte[] stream) {
      this.stream = stream;
      boolean bom =
          stream.length > 2
              && stream[0] == (byte) 0xEF
              && stream[1] == (byte) 0xBB
              && stream[2] == (byte) 0xBF;
      this.at = bom ? 3 : 0;
    }

    int next() {
      int start = at;
      while (at < stream.length && stream[at] != '\r' && stream[at] != '\n') {
        at++;
      }
      int size = at - start;
      boolean crLf = at + 1 < stream.length && stream[at] == '\r' && stream[at + 1] == '\n';
      at += crLf ? 2 : 1;
      return size;
    }
  }
}
