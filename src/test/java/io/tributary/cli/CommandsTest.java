package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cli.process.ExitCode;
import io.tributary.cli.process.ProcessSignals;
import io.tributary.cli.process.Session;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

  private static final String VALID =
      """
      API:
        a:
          type: sse
          url: http://127.0.0.1:1/x?token=secret
          autoStart: false
      checkpoint: {store: none}
      http: {port: 0}
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "run", "check", "tail", "health", "demo"})
  void helpAndVersionAreEverywhere(String command) {
    CommandRun help = CommandRun.of((command + " --help").strip().split(" "));
    assertThat(help.code()).isEqualTo(ExitCode.OK);
    assertThat(help.out())
        .startsWith(("Usage: tributary " + command).strip())
        .contains("--log-format=FORMAT", "--log-level=LEVEL");
    CommandRun version = CommandRun.of((command + " --version").strip().split(" "));
    assertThat(version.code()).isEqualTo(ExitCode.OK);
    assertThat(version.out()).matches("tributary \\d+\\.\\d+.*\nJava .*\n");
  }

  @Test
  void whatIsNotUnderstoodIsSaidInTwoLines() {
    CommandRun typo = CommandRun.of("chekc");
    assertThat(typo.code()).isEqualTo(ExitCode.USAGE);
    assertThat(typo.err())
        .isEqualTo(
            """
            tributary: Unmatched argument at index 0: 'chekc'
            Did you mean: tributary check or tributary health?
            Try 'tributary --help'.
            """);
    assertThat(typo.out()).isEmpty();
  }

  @Test
  void checkSaysWhatWouldRunAndNoSecrets() throws IOException {
    CommandRun check = CommandRun.of("check", "--config", file(VALID));
    assertThat(check.code()).as(check.toString()).isEqualTo(ExitCode.OK);
    assertThat(check.out())
        .isEqualTo(
            folder.resolve("t.yaml")
                + """
                : valid, 1 API
                  a: GET http://127.0.0.1:1/x; publish to a; reconnects 5 times; waits for connect
                  http: http, 127.0.0.1, any free port
                  control: sse.control
                  checkpoint: none
                  nodes: 1
                """);
    assertThat(check.err()).isEmpty();
  }

  @Test
  void aShellLearnsTheCommandsAndTheirOptions() {
    CommandRun completion = CommandRun.of("completion");
    assertThat(completion.code()).isEqualTo(ExitCode.OK);
    assertThat(completion.out())
        .contains("complete -F _complete_tributary", "--max-events", "--config");
  }

  @Test
  void checkPrintsEveryProblem() throws IOException {
    CommandRun check = CommandRun.of("check", "-c", file("API:\n  a:\n    type: x\n    urk: y\n"));
    assertThat(check.code()).isEqualTo(ExitCode.FAILED);
    assertThat(check.err().lines())
        .hasSize(4)
        .anyMatch(line -> line.contains("t.yaml:3: API.a.type:"))
        .anyMatch(line -> line.contains("API.a.url: is required"))
        .anyMatch(line -> line.contains("t.yaml:4: API.a.urk:"))
        .endsWith("tributary: 3 problems");
    assertThat(check.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "run"})
  void codeThatIsNoCodeIsShownInItsFile(String command) throws IOException {
    String config =
        """
        http: {port: 0}
        checkpoint: {store: none}
        API:
          a:
            type: sse
            url: http://127.0.0.1:1/
            onResponse:
              executeCode:
                body: |
                  let x = 1;
                  let y = ;
          b:
            type: sse
            url: http://127.0.0.1:1/
            onError: {executeCode: 'if (('}
        """;
    CommandRun run = CommandRun.of(command, "-c", file(config));
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .contains(
            "t.yaml:9: API.a.onResponse.executeCode.body: line 2, column 9 of the code: Expected",
            "t.yaml:15: API.b.onError.executeCode.body: line 1, column 6 of the code: Expected",
            "tributary: 2 problems");
  }

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String config = VALID.replace("port: 0", "port: " + taken.getLocalPort());
      CommandRun run = CommandRun.of("run", "--log-level", "error", "--config", file(config));
      assertThat(run.code()).isEqualTo(ExitCode.FAILED);
      assertThat(run.err())
          .contains(
              "tributary: expected http.port "
                  + taken.getLocalPort()
                  + " of http.host 127.0.0.1 to be free, got: ");
    }
  }

  @Test
  void runWithoutItsConfigurationFailsWithAnAdvice() {
    CommandRun run = CommandRun.of("run", "--config", folder.resolve("none.yaml").toString());
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("none.yaml: cannot be read").contains("--config");
    assertThat(run.err().lines()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"run ", ""})
  void runEndsWellWhenASignalComes(String command) throws IOException {
    CommandRun run = CommandRun.of((command + "--config " + file(VALID)).split(" "));
    assertThat(run.interrupt().code()).as(run.toString()).isEqualTo(ExitCode.OK);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void aSecondSignalDoesNotWaitForWhatHangs() {
    ProcessSignals signals = new ProcessSignals();
    Promise<Void> never = Promise.promise();
    CompletableFuture<Integer> code =
        CompletableFuture.supplyAsync(
            () ->
                Session.run(
                    Vertx.builder(),
                    signals,
                    session -> {
                      session.deploy(new Stubborn(never.future()));
                      session.awaitStop();
                      return ExitCode.OK;
                    }));
    signals.came();
    signals.came();
    assertThat(code.join()).isEqualTo(ExitCode.FORCED);
    never.complete();
  }

  /** A verticle that does not stop. */
  private static final class Stubborn extends VerticleBase {
    private final Future<Void> stopped;

    private Stubborn(Future<Void> stopped) {
      this.stopped = stopped;
    }

    @Override
    public Future<?> stop() {
      return stopped;
    }
  }

  private String file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("t.yaml"), yaml).toString();
  }
}
