package io.tributary.bus;

import io.tributary.bus.lazy.LazyMap;
import io.tributary.sse.SseEvent;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

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

  /**
   * The JSON value of {@code text}, to be used in a body and not changed.
   *
   * @throws DecodeException it is not JSON
   */
  public static Object json(String text) {
    return JsonText.decode(text);
  }

  /** As {@link #json} where {@code text} is JSON, else the text itself. */
  public static Object auto(String text) {
    if (!JsonText.isLikely(text)) {
      return text;
    }
    try {
      return JsonText.decode(text);
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

    private static final int SIZE = 3;

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
    public void forEach(BiConsumer<? super String, ? super Object> each) {
      each.accept("event", event);
      each.accept("id", id);
      each.accept("data", data);
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      return new AbstractSet<>() {

        @Override
        public Iterator<Entry<String, Object>> iterator() {
          return List.<Entry<String, Object>>of(
                  new SimpleImmutableEntry<>("event", event),
                  new SimpleImmutableEntry<>("id", id),
                  new SimpleImmutableEntry<>("data", data))
              .iterator();
        }

        @Override
        public int size() {
          return SIZE;
        }
      };
    }

    @Override
    public int size() {
      return SIZE;
    }
  }
}
