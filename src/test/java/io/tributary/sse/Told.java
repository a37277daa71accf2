package io.tributary.sse;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Everything that a parser tells its handlers, as lines of text in the order of the stream. */
final class Told {

  private Told() {}

  static String event(SseEvent event) {
    return "event " + event.event() + "|" + event.data() + "|" + event.id();
  }

  static String comment(String text) {
    return "comment " + text;
  }

  static String retry(long millis) {
    return "retry " + millis;
  }

  static String lastEventId(String id) {
    return "id " + id;
  }

  static String oversize(SseOversize skipped) {
    return "oversize " + skipped.size() + "|" + skipped.id();
  }

  /** Sets handlers that write what they are told into the list. */
  static List<String> listen(SseParser parser) {
    List<String> told = new ArrayList<>();
    parser
        .commentHandler(text -> told.add(comment(text)))
        .retryHandler(millis -> told.add(retry(millis)))
        .lastEventIdHandler(id -> told.add(lastEventId(id)))
        .oversizeHandler(skipped -> told.add(oversize(skipped)))
        .handler(event -> told.add(event(event)));
    return told;
  }

  /** Feeds a stream that is cut at the given places, in ascending order, and ends it. */
  static void feed(SseParser parser, byte[] stream, int... cuts) {
    int from = 0;
    for (int cut : cuts) {
      parser.handle(Buffer.buffer(Arrays.copyOfRange(stream, from, cut)));
      from = cut;
    }
    parser.handle(Buffer.buffer(Arrays.copyOfRange(stream, from, stream.length)));
    parser.end();
  }
}
