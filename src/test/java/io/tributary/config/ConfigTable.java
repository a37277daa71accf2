package io.tributary.config;

import io.tributary.config.yaml.YamlDocument;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The rows of a test table, which is a YAML file beside this class. */
final class ConfigTable {

  private ConfigTable() {}

  static List<JsonObject> rows(String file) {
    try (InputStream in = ConfigTable.class.getResourceAsStream(file)) {
      return yaml(Buffer.buffer(in.readAllBytes())).getJsonArray("rows").stream()
          .map(JsonObject.class::cast)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonObject yaml(Buffer text) {
    YamlDocument document = YamlDocument.read(text);
    if (!document.problems().isEmpty()) {
      throw new IllegalArgumentException(document.problems().toString());
    }
    return document.content().orElseThrow();
  }
}
