package io.tributary.sse;

import io.vertx.core.buffer.Buffer;
import java.util.regex.Pattern;

/**
 * Writes the {@code text/event-stream} format (WHATWG HTML §9.2.5), so that {@link SseParser} reads
 * back what was written. Stateless.
 *
 * <p>A line break in a text (LF, CR or CRLF) begins another {@code data} or comment line, and so is
 * read back as LF. Where the format has no place for one, in an event type or an id, the text is
 * refused.
 */
public final class SseEncoder {

  private static final Pattern LINE_BREAK = Pattern.compile("\r\n|\r|\n");

  private SseEncoder() {}

  /** An event with its id; an empty id resets the reader's last event id. */
  public static Buffer event(SseEvent event) {
    Buffer to = Buffer.buffer(event.data().length() + event.id().length() + 32);
    appendType(to, event.event());
    appendField(to, "id", singleLine("id", event.id(), "\r\n\0"));
    return appendData(to, event.data());
  }

  /** An event that leaves the reader's last event id as it is. */
  public static Buffer event(String type, String data) {
    Buffer to = Buffer.buffer(data.length() + 32);
    appendType(to, type);
    return appendData(to, data);
  }

  /** A comment, which no reader takes for an event: a heartbeat. */
  public static Buffer comment(String text) {
    Buffer to = Buffer.buffer(text.length() + 2);
    for (String line : LINE_BREAK.split(text, -1)) {
      to.appendString(":").appendString(line).appendString("\n");
    }
    return to;
  }

  /**
   * Asks the reader to wait that long before it reconnects.
   *
   * @param millis at least 0
   */
  public static Buffer retry(long millis) {
    if (millis < 0) {
      throw new IllegalArgumentException("retry: must be at least 0, was " + millis);
    }
    return Buffer.buffer("retry: " + millis + "\n");
  }

  private static void appendType(Buffer to, String type) {
    if (!type.equals(SseEvent.DEFAULT_EVENT)) {
      appendField(to, "event", singleLine("event", type, "\r\n"));
    }
  }

  private static Buffer appendData(Buffer to, String data) {
    for (String line : lines(data)) {
      appendField(to, "data", line);
    }
    return to.appendString("\n");
  }

  private static String[] lines(String text) {
    boolean one = text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
    return one ? new String[] {text} : LINE_BREAK.split(text, -1);
  }

  /** The space keeps one that the value begins with. */
  private static void appendField(Buffer to, String name, String value) {
    to.appendString(name).appendString(": ").appendString(value).appendString("\n");
  }

  private static String singleLine(String field, String value, String forbidden) {
    if (value.chars().anyMatch(c -> forbidden.indexOf(c) >= 0)) {
      throw new IllegalArgumentException(
          field
              + ": must hold no line break"
              + (forbidden.indexOf('\0') < 0 ? "" : " and no NUL")
              + ", was "
              + quoted(value));
    }
    return value;
  }

  private static String quoted(String value) {
    return '"' + value.replace("\r", "\\r").replace("\n", "\\n").replace("\0", "\\0") + '"';
  }
}
