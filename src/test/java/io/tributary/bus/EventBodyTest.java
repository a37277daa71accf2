package io.tributary.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.sse.SseEvent;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.impl.codecs.JsonObjectMessageCodec;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Consumers get copies that share their content: none may see what another one does with its. */
class EventBodyTest {

  private static final String DATA =
      "{\"symbol\":\"X\",\"price\":1.5,\"tags\":[\"a\",{\"deep\":[1,2,{\"k\":null}]}],"
          + "\"nested\":{\"one\":1,\"two\":{\"three\":3}}}";

  private final JsonObjectMessageCodec codec = new JsonObjectMessageCodec();
  private final JsonObject sent = EventBody.of(event(DATA), EventBody.auto(DATA));
  private final JsonObject expected =
      new JsonObject().put("event", "message").put("id", "7").put("data", new JsonObject(DATA));

  @Test
  void aCopyIsAPlainObjectEqualToOneThatWasBuiltByHand() {
    JsonObject copy = received();
    assertThat(copy.getClass()).isEqualTo(JsonObject.class);
    assertThat(copy).isEqualTo(expected).hasSameHashCodeAs(expected);
    assertThat(expected).isEqualTo(copy);
    assertThat(copy.encode()).isEqualTo(expected.encode());
    assertThat(copy.toString()).isEqualTo(expected.toString());
    assertThat(copy.encodePrettily()).isEqualTo(expected.encodePrettily());
    assertThat(copy.size()).isEqualTo(3);
    assertThat(List.copyOf(copy.fieldNames())).containsExactly("event", "id", "data");
    assertThat(copy.copy()).isEqualTo(expected);
    assertThat(copy.getJsonObject("data").copy()).isEqualTo(new JsonObject(DATA));
  }

  @Test
  void whatTravelsIsWhatAnyNodeReads() {
    Buffer wire = Buffer.buffer();
    codec.encodeToWire(wire, sent);
    assertThat(codec.decodeFromWire(0, wire)).isEqualTo(expected);
    assertThat(sent.encode()).isEqualTo(expected.encode());
    Buffer forwarded = Buffer.buffer();
    codec.encodeToWire(forwarded, received());
    assertThat(forwarded).isEqualTo(wire);
  }

  @Test
  void everyGetterWorksWithoutCopyingWhatIsNotNested() {
    JsonObject copy = received();
    JsonObject data = copy.getJsonObject("data");
    assertThat(data.getString("symbol")).isEqualTo("X");
    assertThat(data.getDouble("price")).isEqualTo(1.5);
    assertThat(data.getJsonArray("tags").getString(0)).isEqualTo("a");
    assertThat(data.getJsonArray("tags").getJsonObject(1).getJsonArray("deep").getInteger(1))
        .isEqualTo(2);
    assertThat(data.getJsonArray("tags").getJsonObject(1).getJsonArray("deep").getJsonObject(2))
        .isEqualTo(new JsonObject().putNull("k"));
    assertThat(data.containsKey("nested")).isTrue();
    assertThat(data.getValue("none")).isNull();
    assertThat(copy.getMap().get("data")).isInstanceOf(Map.class);
  }

  static Stream<Consumer<JsonObject>> mutations() {
    return Stream.of(
        body -> body.put("id", "changed"),
        body -> body.putNull("data"),
        body -> body.remove("event"),
        JsonObject::clear,
        body -> body.mergeIn(new JsonObject().put("data", new JsonObject().put("x", 1)), true),
        body -> body.getMap().put("more", 1),
        body -> body.getMap().entrySet().iterator().next().setValue("changed"),
        body -> body.getMap().keySet().remove("id"),
        body -> body.getMap().values().clear(),
        body -> removeFirst(body.iterator()),
        body -> data(body).put("price", 2),
        body -> data(body).remove("symbol"),
        body -> data(body).getJsonObject("nested").getJsonObject("two").put("three", 4),
        body -> data(body).getJsonArray("tags").add("b"),
        body -> data(body).getJsonArray("tags").remove(0),
        body -> data(body).getJsonArray("tags").set(0, "c"),
        body -> data(body).getJsonArray("tags").getList().clear(),
        body -> removeFirst(data(body).getJsonArray("tags").iterator()),
        body -> deep(body).add(4),
        body -> deep(body).getJsonObject(2).put("k", "v"),
        body -> removeFirst(data(body).iterator()));
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void aConsumerThatChangesItsCopyChangesNobodyElses(Consumer<JsonObject> mutation) {
    JsonObject mine = received();
    JsonObject before = received();
    data(before);
    deep(before);
    JsonObject byHand = expected.copy();

    mutation.accept(mine);
    mutation.accept(byHand);

    assertThat(mine).isEqualTo(byHand).isNotEqualTo(expected);
    assertThat(mine.encode()).isEqualTo(byHand.encode());
    assertThat(mine.copy()).isEqualTo(byHand);
    assertThat(before).isEqualTo(expected);
    assertThat(received()).isEqualTo(expected);
    assertThat(sent.encode()).isEqualTo(expected.encode());
  }

  @Test
  void aNestedValueIsTheSameOneEachTimeItIsTaken() {
    JsonObject copy = received();
    data(copy).getJsonObject("nested").put("one", "first");
    deep(copy).add("last");
    assertThat(data(copy).getJsonObject("nested").getString("one")).isEqualTo("first");
    assertThat(deep(copy).getString(3)).isEqualTo("last");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void everyKindOfDataIsWhatItWasSentAs(String text, Object data) {
    JsonObject copy = EventBody.of(event(text), EventBody.auto(text)).copy();
    assertThat(copy.getValue("data")).isEqualTo(data);
    assertThat(new JsonObject(copy.encode()).getValue("data")).isEqualTo(data);
  }

  static Stream<Object[]> texts() {
    return Stream.of(
        new Object[] {"plain", "plain"},
        new Object[] {"\"quoted\"", "quoted"},
        new Object[] {"null", null},
        new Object[] {"true", true},
        new Object[] {"[1,[2]]", new JsonArray("[1,[2]]")},
        new Object[] {"{}", new JsonObject()});
  }

  private JsonObject received() {
    return codec.transform(sent);
  }

  private static JsonObject data(JsonObject body) {
    return body.getJsonObject("data");
  }

  private static JsonArray deep(JsonObject body) {
    return data(body).getJsonArray("tags").getJsonObject(1).getJsonArray("deep");
  }

  private static void removeFirst(Iterator<?> all) {
    all.next();
    all.remove();
  }

  private static SseEvent event(String data) {
    return new SseEvent("message", data, "7");
  }
}
