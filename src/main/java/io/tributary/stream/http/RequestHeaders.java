package io.tributary.stream.http;

import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The headers that every request for a stream carries (WHATWG HTML §9.2.3). */
final class RequestHeaders {

  static final String LAST_EVENT_ID = "Last-Event-ID";

  private RequestHeaders() {}

  /**
   * Fills in the headers of one request.
   *
   * @param configured those of the definition; they win over the defaults. Empty where the request
   *     goes to another origin than the definition's
   * @param authorization the value of the header of that name, which wins over a configured one
   */
  static void fill(
      MultiMap headers,
      Map<String, String> configured,
      Optional<String> authorization,
      String lastEventId) {
    headers.set("Accept", "text/event-stream");
    headers.set("Cache-Control", "no-cache");
    // A proxy that compresses an event stream holds its events back.
    headers.set("Accept-Encoding", "identity");
    configured.forEach((name, value) -> headers.set(name, asUtf8(value)));
    authorization.ifPresent(value -> headers.set("Authorization", asUtf8(value)));
    if (!lastEventId.isEmpty() && fitsHeader(lastEventId)) {
      headers.set(LAST_EVENT_ID, asUtf8(lastEventId));
    }
  }

  /** False for an id with a control character, which no header can carry. */
  static boolean fitsHeader(String id) {
    return id.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 0x7F));
  }

  /** Vert.x writes each char of a header as one byte: chars that stand for the UTF-8 bytes. */
  private static String asUtf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
