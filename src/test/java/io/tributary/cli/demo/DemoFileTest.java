package io.tributary.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The demo runs the very file that users read. */
class DemoFileTest {

  @Test
  void theFileLiesBesideTheCommand() throws IOException {
    try (InputStream packaged = DemoCommand.class.getResourceAsStream("demo.yaml")) {
      assertThat(packaged).isNotNull().hasContent(Files.readString(Path.of("conf/demo.yaml")));
    }
  }
}
