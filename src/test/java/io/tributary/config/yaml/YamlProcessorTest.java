package io.tributary.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.config.spi.utils.Processors;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class YamlProcessorTest {

  private final YamlProcessor processor = new YamlProcessor();

  private JsonObject process(Vertx vertx, String yaml) {
    return processor.process(vertx, new JsonObject(), Buffer.buffer(yaml)).await();
  }

  @Test
  void vertxConfigFindsItByItsName() {
    assertThat(Processors.get("tributary-yaml")).isInstanceOf(YamlProcessor.class);
  }

  @Test
  void aBrokenTextIsAValueAndNoFailure(Vertx vertx) {
    YamlDocument document = YamlDocument.fromJson(process(vertx, "a: [")).orElseThrow();
    assertThat(document.content()).isEmpty();
    assertThat(document.problems()).hasSize(1);
  }

  @Test
  void theSameTextIsNotTakenApartTwice(Vertx vertx) {
    JsonObject first = process(vertx, "a: 1");
    assertThat(process(vertx, "a: 1")).isSameAs(first);
    assertThat(process(vertx, "a: 2")).isNotEqualTo(first);
  }

  @Test
  void whatIsNoOutcomeOfOursIsNoDocument() {
    assertThat(YamlDocument.fromJson(new JsonObject())).isEmpty();
  }
}
