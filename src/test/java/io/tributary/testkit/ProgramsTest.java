package io.tributary.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class ProgramsTest {

  private final String before = System.getProperty("tributary.it", "optional");

  @AfterEach
  void restore() {
    System.setProperty("tributary.it", before);
  }

  @Test
  void aProgramOnThePathIsFound() {
    assertThat(Programs.require("sh")).isAbsolute().isExecutable();
  }

  @Test
  void aMissingProgramSkipsTheTest() {
    System.setProperty("tributary.it", "optional");
    assertThatThrownBy(() -> Programs.require("no-such-program"))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("no-such-program");
  }

  @Test
  void aMissingProgramFailsTheTestWhereItIsRequired() {
    System.setProperty("tributary.it", "required");
    assertThatThrownBy(() -> Programs.require("no-such-program"))
        .isInstanceOf(AssertionFailedError.class);
  }
}
