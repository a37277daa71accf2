package io.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.ServiceConfig;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class ConfigDiffTest {

  private static ServiceConfig config(String json) {
    return ServiceConfig.parse(new JsonObject(json.replace('\'', '"')));
  }

  @Test
  void everyApiIsAddedRemovedChangedOrUntouched() {
    ServiceConfig before =
        config(
            """
            {'API': {
              'same': {'type': 'sse', 'url': 'http://x/'},
              'gone': {'type': 'sse', 'url': 'http://x/'},
              'other': {'type': 'sse', 'url': 'http://x/'}}}
            """);
    ServiceConfig after =
        config(
            """
            {'API': {
              'fresh': {'type': 'sse', 'url': 'http://x/'},
              'other': {'type': 'sse', 'url': 'http://x/', 'sseOptions': {'idleTimeout': 5}},
              'same': {'url': 'http://x/', 'type': 'sse'}}}
            """);

    ConfigDiff diff = ConfigDiff.between(before, after);

    assertThat(diff)
        .hasToString("added=[fresh] removed=[gone] changed=[other] untouched=1")
        .matches(it -> !it.isQuiet());
    assertThat(diff.untouched()).containsExactly("same");
    assertThat(diff.restart()).isEmpty();
  }

  @Test
  void keysBesideApiWantANewStart() {
    String api = "{'API': {'a': {'type': 'sse', 'url': 'http://x/'}}";
    ConfigDiff diff =
        ConfigDiff.between(
            config(api + "}"),
            config(
                api
                    + ", 'maxConcurrentConnects': 5, 'control': {'address': 'c'},"
                    + " 'http': {'port': 1}, 'checkpoint': {'store': 'none'},"
                    + " 'scripts': {'threads': 1}}"));

    assertThat(diff.isQuiet()).isTrue();
    assertThat(diff.restart())
        .containsExactly("http", "control", "checkpoint", "maxConcurrentConnects", "scripts");
  }
}
