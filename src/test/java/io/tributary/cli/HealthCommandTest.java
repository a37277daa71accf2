package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cli.process.ExitCode;
import io.tributary.testkit.Certificates;
import io.tributary.testkit.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthCommandTest {

  @TempDir private Path folder;
  private final int port = Ports.free();

  @ParameterizedTest
  @ValueSource(strings = {"", "host: 127.0.0.1,", "host: 0.0.0.0, token: a-long-secret,"})
  void aServiceThatIsReadyIsHealthy(String more) throws IOException {
    assertHealthy("http: {" + more + " port: " + port + "}");
  }

  @Test
  void itAsksOverTlsWhereTheServiceSpeaksTls() throws IOException {
    Certificates certificate = Certificates.make(folder, "face", "dns:elsewhere.example");
    assertHealthy(
        """
        http:
          port: %d
          tls: {keyStore: {path: '%s', password: '%s'}}
        """
            .formatted(port, certificate.file("key.p12"), Certificates.PASSWORD));
  }

  private void assertHealthy(String http) throws IOException {
    String file = file(http);
    CommandRun service = CommandRun.of("run", "--config", file);
    Ports.awaitOpen(port);
    CommandRun health = CommandRun.of("health", "--config", file);
    assertThat(health.code()).as(health.toString()).isEqualTo(ExitCode.OK);
    assertThat(health.out()).isEqualTo("ready\n");
    assertThat(service.interrupt().code()).as(service.toString()).isEqualTo(ExitCode.OK);
  }

  @Test
  void noServiceIsNotHealthy() throws IOException {
    CommandRun health = CommandRun.of("health", "--config", file("http: {port: " + port + "}"));
    assertThat(health.code()).isEqualTo(ExitCode.FAILED);
    assertThat(health.err())
        .startsWith(
            "tributary: expected an answer from http://127.0.0.1:" + port + "/health/ready");
  }

  @Test
  void aPortThatNobodyKnowsCannotBeAsked() throws IOException {
    CommandRun health = CommandRun.of("health", "--config", file("http: {port: 0}"));
    assertThat(health.code()).isEqualTo(ExitCode.FAILED);
    assertThat(health.err())
        .isEqualTo("tributary: http.port: expected a fixed port to ask, was 0\n");
  }

  private String file(String http) throws IOException {
    String api = "API: {a: {type: sse, url: 'http://127.0.0.1:1/', autoStart: false}}\n";
    String yaml = api + "checkpoint: {store: none}\n" + http;
    return Files.writeString(folder.resolve("t.yaml"), yaml).toString();
  }
}
