package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.tributary.cli.process.ProcessSignals;
import io.tributary.cli.terminal.Terminal;
import io.tributary.testkit.Page;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The commands that the pages show are understood. */
class DocumentedCommandsTest {

  private static final Pattern COMMAND =
      Pattern.compile("java -jar (?:target/)?tributary\\.jar([^\\n#&`|>)]*)");

  @Test
  void everyCommandOfAPageIsUnderstood() {
    List<String> commands =
        Page.all().stream()
            .flatMap(page -> COMMAND.matcher(page.text()).results())
            .map(found -> found.group(1).strip())
            .toList();
    assertThat(commands).isNotEmpty().allSatisfy(DocumentedCommandsTest::check);
  }

  private static void check(String arguments) {
    String[] words =
        Stream.of(arguments.split(" ")).filter(it -> !it.isEmpty()).toArray(String[]::new);
    assertThatCode(() -> line().parseArgs(words)).as(arguments).doesNotThrowAnyException();
  }

  private static CommandLine line() {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return new Commands(new Terminal(nowhere, nowhere, false), ProcessSignals::new, () -> {})
        .line();
  }
}
