package io.tributary.config.yaml;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A file of YAML as far as it could be read. Immutable.
 *
 * @param text of the file
 * @param content what the text says; empty when it cannot be taken apart
 * @param problems what is wrong with the text
 */
public record YamlDocument(String text, Optional<JsonObject> content, List<YamlProblem> problems) {

  private static final int LARGEST = 32 << 20;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final String TEXT = "text";
  private static final String CONTENT = "content";
  private static final String PROBLEMS = "problems";

  /** Takes long for a large file. */
  public static YamlDocument read(Buffer file) {
    if (file.length() > LARGEST) {
      return unreadable("expected at most " + LARGEST + " bytes, was " + file.length());
    }
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file.getBytes())).toString();
      return read(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      return unreadable("expected UTF-8 text");
    }
  }

  private static YamlDocument unreadable(String what) {
    return failed("", new YamlProblem(0, 0, "", what));
  }

  private static YamlDocument failed(String text, YamlProblem problem) {
    return new YamlDocument(text, Optional.empty(), List.of(problem));
  }

  private static YamlDocument read(String text) {
    try {
      Optional<Node> root = YamlText.compose(text);
      var values = new YamlValues();
      Object content = root.isEmpty() ? null : values.value(root.get(), "");
      if (content == null) {
        return new YamlDocument(text, Optional.of(new JsonObject()), values.problems());
      }
      return content instanceof JsonObject object
          ? new YamlDocument(text, Optional.of(object), values.problems())
          : failed(text, noObject(root.get()));
    } catch (YamlText.Malformed e) {
      return failed(text, e.problem());
    }
  }

  private static YamlProblem noObject(Node root) {
    return new YamlProblem(
        YamlText.line(root), 0, "", "expected an object with keys, was a list or a single value");
  }

  /** The shape in which vertx-config carries this. */
  JsonObject toJson() {
    var json = new JsonObject().put(TEXT, text).put(PROBLEMS, new JsonArray(problems));
    content.ifPresent(object -> json.put(CONTENT, object));
    return json;
  }

  /** Empty when vertx-config could not get at the file. */
  public static Optional<YamlDocument> fromJson(JsonObject json) {
    if (!json.containsKey(TEXT)) {
      return Optional.empty();
    }
    List<YamlProblem> problems =
        json.getJsonArray(PROBLEMS).stream().map(YamlProblem.class::cast).toList();
    return Optional.of(
        new YamlDocument(
            json.getString(TEXT), Optional.ofNullable(json.getJsonObject(CONTENT)), problems));
  }
}
