package io.tributary.sse;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One wire vector: bytes, and what a parser has to tell of them. The files hold arrays of
 *
 * <pre>{"why": …, "input": text or [text | {"hex": …} | {"repeat": text, "times": n}, …],
 *  "maxEventSize"?: n, "lastEventId"?: text,
 *  "expect": [{"event", "data", "id"} | {"comment"} | {"retry"} | {"lastEventId"} | {"oversize", "id"}]}
 * </pre>
 */
record WireVector(
    String group,
    String why,
    Buffer input,
    int maxEventSize,
    String lastEventId,
    List<String> expected) {

  private static final List<String> GROUPS =
      List.of(
          "fields",
          "events",
          "ids",
          "retry",
          "comments",
          "line-ends",
          "bom",
          "utf8",
          "limits",
          "end-of-stream",
          "web-platform-tests",
          "contract-suite",
          "servers");

  static Stream<WireVector> all() {
    return GROUPS.stream().flatMap(WireVector::group);
  }

  SseParser newParser() {
    return configure(SseParser.newParser());
  }

  SseParser configure(SseParser parser) {
    return parser.maxEventSize(maxEventSize).lastEventId(lastEventId);
  }

  @Override
  public String toString() {
    return group + ": " + why;
  }

  private static Stream<WireVector> group(String group) {
    String file = "vectors/" + group + ".json";
    try (InputStream in = WireVector.class.getResourceAsStream(file)) {
      var vectors = new JsonArray(Buffer.buffer(Objects.requireNonNull(in, file).readAllBytes()));
      return vectors.stream().map(vector -> read(group, (JsonObject) vector));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(file, unreadable);
    }
  }

  private static WireVector read(String group, JsonObject vector) {
    return new WireVector(
        group,
        vector.getString("why"),
        bytes(vector.getValue("input")),
        vector.getInteger("maxEventSize", SseParser.DEFAULT_MAX_EVENT_SIZE),
        vector.getString("lastEventId", ""),
        vector.getJsonArray("expect").stream().map(told -> told((JsonObject) told)).toList());
  }

  private static Buffer bytes(Object input) {
    Buffer bytes = Buffer.buffer();
    if (input instanceof JsonArray parts) {
      parts.forEach(part -> bytes.appendBuffer(bytes(part)));
    } else if (input instanceof JsonObject part && part.containsKey("hex")) {
      bytes.appendBytes(HexFormat.of().parseHex(part.getString("hex")));
    } else if (input instanceof JsonObject part) {
      bytes.appendString(part.getString("repeat").repeat(part.getInteger("times")));
    } else {
      bytes.appendString((String) input);
    }
    return bytes;
  }

  private static String told(JsonObject told) {
    String id = told.getString("id");
    if (told.containsKey("event")) {
      return Told.event(new SseEvent(told.getString("event"), told.getString("data"), id));
    }
    if (told.containsKey("comment")) {
      return Told.comment(told.getString("comment"));
    }
    if (told.containsKey("retry")) {
      return Told.retry(told.getLong("retry"));
    }
    return told.containsKey("oversize")
        ? Told.oversize(new SseOversize(told.getLong("oversize"), id))
        : Told.lastEventId(told.getString("lastEventId"));
  }
}
