package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cli.process.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of {@code run --cluster} that cannot join, and of the same in {@code check}. */
class ClusterFileTest {

  @TempDir private Path folder;

  private String config(String cluster) throws IOException {
    String text =
        """
        API:
          a: {type: sse, url: "http://127.0.0.1:1/"}
        checkpoint: {store: none}
        """
            + cluster;
    return Files.writeString(folder.resolve("t.yaml"), text).toString();
  }

  private String withHazelcast(Path file) throws IOException {
    return config(
        """
        cluster:
          members: [127.0.0.1]
          hazelcast: '%s'
        """
            .formatted(file));
  }

  @ParameterizedTest
  @CsvSource({
    "h.yaml, 'hazelcast: {nonsense: 3}', extraneous key [nonsense] is not permitted",
    "h.yaml, ': : [', while parsing a block mapping",
    "h.xml, <hazelcast>, XML document structures must start and end within the same entity",
  })
  void aFileThatHazelcastDoesNotUnderstand(String name, String text, String why)
      throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    for (String command : new String[] {"run --cluster", "check"}) {
      String said = refusal(command, withHazelcast(file));
      assertThat(said)
          .startsWith(
              "%s/t.yaml:6: cluster.hazelcast: expected a Hazelcast file, XML or YAML, at %s, got: "
                  .formatted(folder, file))
          .contains(why)
          .endsWith("\ntributary: 1 problem\n")
          .hasLineCount(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"run --cluster", "check"})
  void aFileThatIsNotThere(String command) throws IOException {
    assertThat(refusal(command, withHazelcast(folder.resolve("none.yaml"))))
        .endsWith("/none.yaml, got: none\ntributary: 1 problem\n");
  }

  @Test
  void aClusterThatNobodyDescribed() throws IOException {
    assertThat(refusal("run --cluster", config("")))
        .endsWith("--cluster: expected the key cluster in " + folder + "/t.yaml, found none\n");
  }

  private static String refusal(String command, String config) {
    CommandRun run = CommandRun.of((command + " --config " + config).split(" "));
    assertThat(run.code()).as(run.toString()).isEqualTo(ExitCode.FAILED);
    return run.err();
  }
}
