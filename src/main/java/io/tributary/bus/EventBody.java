package io.tributary.bus;

import io.tributary.sse.SseEvent;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** The body of an event on the bus: {@code {"event", "id", "data"}}. */
public final class EventBody {

  private EventBody() {}

  /** A body with {@code data} as given. */
  public static JsonObject of(SseEvent event, Object data) {
    Map<String, Object> map = new LinkedHashMap<>(4);
    map.put("event", event.event());
    map.put("id", event.id());
    map.put("data", data);
    return new JsonObject(map);
  }

  /** The JSON value of {@code text} where it is JSON, else the text itself. */
  public static Object auto(String text) {
    if (!mayBeJson(text)) {
      return text;
    }
    try {
      return Json.decodeValue(text);
    } catch (DecodeException notJson) {
      return text;
    }
  }

  /** Looks at the first character only: most texts that are not JSON end here. */
  private static boolean mayBeJson(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > ' ') {
        return c == '{'
            || c == '['
            || c == '"'
            || c == '-'
            || (c >= '0' && c <= '9')
            || isLiteral(text, c);
      }
    }
    return false;
  }

  private static boolean isLiteral(String text, char first) {
    return switch (first) {
      case 't' -> text.strip().equals("true");
      case 'f' -> text.strip().equals("false");
      case 'n' -> text.strip().equals("null");
      default -> false;
    };
  }
}
