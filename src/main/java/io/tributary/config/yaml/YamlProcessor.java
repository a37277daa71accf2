package io.tributary.config.yaml;

import io.vertx.config.spi.ConfigProcessor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/**
 * Lets vertx-config read YAML 1.2 under the format name {@value #NAME}. Duplicate keys are
 * problems, a text of comments is an empty document, 10,000 APIs fit. The outcome is a {@link
 * YamlDocument} as JSON; a text that cannot be read is a value too, because vertx-config logs each
 * failure of a scan with its stack. Thread-safe; parses on a worker thread.
 */
public final class YamlProcessor implements ConfigProcessor {

  /** Not {@code yaml}: that is the name of vertx-config's own. */
  public static final String NAME = "tributary-yaml";

  private record Known(Buffer file, JsonObject outcome) {}

  /** A scan that finds the same text again costs a comparison. */
  private volatile Known last =
      new Known(Buffer.buffer(), YamlDocument.read(Buffer.buffer()).toJson());

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Future<JsonObject> process(Vertx vertx, JsonObject configuration, Buffer input) {
    return vertx.executeBlocking(() -> outcome(input), false);
  }

  private JsonObject outcome(Buffer input) {
    Known known = last;
    if (known.file().equals(input)) {
      return known.outcome();
    }
    JsonObject outcome = YamlDocument.read(input).toJson();
    last = new Known(input, outcome);
    return outcome;
  }
}
