package io.tributary.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonLinesTest {

  @Test
  void aRecordIsOneLineWhateverItHolds() {
    Logger logger = new LoggerContext().getLogger("x.Y");
    LoggingEvent event =
        new LoggingEvent(
            "",
            logger,
            Level.WARN,
            "two\nlines {}",
            new IllegalStateException("why"),
            new Object[] {"é"});
    JsonLines lines = new JsonLines();
    lines.start();
    String text = new String(lines.encode(event), StandardCharsets.UTF_8);
    assertThat(text).endsWith("}\n").containsOnlyOnce("\n");
    JsonObject json = new JsonObject(text);
    assertThat(json.fieldNames())
        .containsExactly("time", "level", "logger", "thread", "message", "stack");
    assertThat(json.getString("level")).isEqualTo("WARN");
    assertThat(json.getString("logger")).isEqualTo("x.Y");
    assertThat(json.getString("message")).isEqualTo("two\nlines é");
    assertThat(json.getString("stack")).contains("IllegalStateException: why", "JsonLinesTest");
  }
}
