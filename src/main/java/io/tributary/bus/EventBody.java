package io.tributary.bus;

import io.tributary.bus.lazy.LazyMap;
import io.tributary.sse.SseEvent;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The body of an event on the bus: {@code {"event", "id", "data"}}.
 *
 * <p>The bus copies a body for every consumer, since any of them may change it. Here these copies
 * share their content until they are changed. Each is a plain {@link JsonObject}, since an object
 * of a subclass would not be equal to one.
 */
public final class EventBody {

  private EventBody() {}

  /** A body with {@code data} as given; it and its data must never change. */
  public static JsonObject of(SseEvent event, Object data) {
    return new Shared(new Fields(event.event(), event.id(), raw(data)));
  }

  /** The JSON value of {@code text} where it is JSON, else the text itself. */
  public static Object auto(String text) {
    if (!JsonText.isLikely(text)) {
      return text;
    }
    try {
      return Json.decodeValue(text);
    } catch (DecodeException notJson) {
      return text;
    }
  }

  private static Object raw(Object data) {
    if (data instanceof JsonObject object) {
      return object.getMap();
    }
    return data instanceof JsonArray array ? array.getList() : data;
  }

  /** What is handed to the bus: never changed, only copied and encoded. */
  private static final class Shared extends JsonObject {

    Shared(Fields fields) {
      super(fields);
    }

    @Override
    public JsonObject copy() {
      return new JsonObject(new LazyMap(getMap()));
    }
  }

  /** The three fields as an immutable map, in their order. */
  private static final class Fields extends AbstractMap<String, Object> {

    private final String event;
    private final String id;
    private final Object data;

    Fields(String event, String id, Object data) {
      this.event = event;
      this.id = id;
      this.data = data;
    }

    @Override
    public Object get(Object key) {
      if ("data".equals(key)) {
        return data;
      }
      return "event".equals(key) ? event : "id".equals(key) ? id : null;
    }

    @Override
    public boolean containsKey(Object key) {
      return "data".equals(key) || "event".equals(key) || "id".equals(key);
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      Set<Entry<String, Object>> entries = new LinkedHashSet<>();
      entries.add(new SimpleImmutableEntry<>("event", event));
      entries.add(new SimpleImmutableEntry<>("id", id));
      entries.add(new SimpleImmutableEntry<>("data", data));
      return Collections.unmodifiableSet(entries);
    }

    @Override
    public int size() {
      return 3;
    }
  }
}
