package io.tributary.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.yaml.YamlDocument;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema says what the reader does: no more, no less. */
class SchemaTest {

  private static final Path FILE = Path.of("conf/tributary.schema.json");
  private static final Set<String> WORDS = Set.of("$schema", "title", "description");

  private final JsonObject schema = published();
  private final Validator validator =
      Validator.create(
          JsonSchema.of(schema.copy()),
          new JsonSchemaOptions()
              .setDraft(Draft.DRAFT202012)
              .setBaseUri("https://tributary.invalid"));

  static JsonObject published() {
    try {
      return new JsonObject(Files.readString(FILE));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static JsonObject accepted() {
    return ConfigReader.schemaOf(in -> ServiceConfig.read(in, new JsonObject()));
  }

  @Test
  void keysTypesRangesAndDefaultsAreThoseOfTheReader() {
    assertThat(((JsonObject) withoutWords(schema)).encodePrettily())
        .isEqualTo(((JsonObject) withoutWords(accepted())).encodePrettily());
  }

  @Test
  void theJarHasTheSameFile() throws IOException {
    try (InputStream in =
        ServiceConfig.class.getResourceAsStream("/io/tributary/" + FILE.getFileName())) {
      assertThat(in).isNotNull().hasBinaryContent(Files.readAllBytes(FILE));
    }
  }

  @Test
  void everyKeyIsExplained() {
    KeyWalk.of(schema)
        .forEach((path, key) -> assertThat(key.getString("description")).as(path).isNotBlank());
  }

  @Test
  void theGoodConfigsUseEveryKey() {
    var used = new TreeSet<String>();
    GoodConfigsTest.rows()
        .forEach(row -> KeyWalk.used(ConfigTable.yaml(Buffer.buffer(row.getString("yaml"))), used));
    assertThat(used).containsAll(KeyWalk.of(schema).keySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"conf/tributary.yaml", "conf/demo.yaml"})
  void theFilesThatWeShipAreValid(String file) throws IOException {
    JsonObject content = ConfigTable.yaml(Buffer.buffer(Files.readAllBytes(Path.of(file))));
    assertThat(validator.validate(content).getValid()).isTrue();
  }

  @TestFactory
  Stream<DynamicTest> aSoundFileIsValid() {
    return GoodConfigsTest.rows()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.getString("why"),
                    () -> {
                      OutputUnit outcome =
                          validator.validate(
                              ConfigTable.yaml(Buffer.buffer(row.getString("yaml"))));
                      assertThat(outcome.getValid())
                          .as(String.valueOf(outcome.getErrors()))
                          .isTrue();
                    }));
  }

  @TestFactory
  Stream<DynamicTest> aMistakeIsSeenWhereASchemaCanSeeIt() {
    return ConfigTable.rows("bad-configs.yaml").stream()
        .flatMap(row -> content(row).map(content -> tested(row, content)).stream());
  }

  private DynamicTest tested(JsonObject row, JsonObject content) {
    boolean expected = "accepts".equals(row.getString("schema"));
    return DynamicTest.dynamicTest(
        row.getString("why"),
        () -> assertThat(validator.validate(content).getValid()).isEqualTo(expected));
  }

  private static Optional<JsonObject> content(JsonObject row) {
    return YamlDocument.read(Buffer.buffer(row.getString("yaml"))).content();
  }

  /** The schema as the reader would draw it: references followed, words left out, keys sorted. */
  private Object withoutWords(Object value) {
    if (value instanceof JsonArray list) {
      var copy = new JsonArray();
      list.forEach(item -> copy.add(withoutWords(item)));
      return copy;
    }
    if (!(value instanceof JsonObject object)) {
      return value;
    }
    if (object.containsKey("$ref")) {
      return withoutWords(KeyWalk.referred(schema, object));
    }
    var copy = new JsonObject();
    for (String key : new TreeSet<>(object.fieldNames())) {
      boolean word = WORDS.contains(key) && object.getValue(key) instanceof String;
      if (!word && !key.equals("$defs")) {
        copy.put(key, withoutWords(object.getValue(key)));
      }
    }
    return copy;
  }
}
