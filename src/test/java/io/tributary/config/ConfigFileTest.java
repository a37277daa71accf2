package io.tributary.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.connection.Backoff;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class ConfigFileTest {

  @TempDir Path dir;
  private Vertx vertx;

  @BeforeEach
  void setUp(Vertx vertx) {
    this.vertx = vertx;
  }

  @Test
  void theExampleFileMeansExactlyTheDefaults() {
    ServiceConfig config = new ConfigFile(vertx, "conf/tributary.yaml").load().await();

    assertThat(config.apis())
        .containsExactly(
            Map.entry(
                "sseEvents",
                new ApiDefinition(
                    "sseEvents",
                    URI.create("https://sse.dev/test"),
                    "GET",
                    Optional.empty(),
                    true,
                    Map.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    new SseOptions(
                        true,
                        5,
                        new Backoff(Backoff.Kind.CONSTANT, 1000, 30_000, 0.2),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(5),
                        Optional.empty(),
                        1_048_576,
                        Set.of(408, 425, 429, 500, 502, 503, 504)),
                    new DeliveryConfig(
                        DeliveryConfig.Mode.PUBLISH,
                        "sseEvents",
                        DeliveryConfig.Data.AUTO,
                        Set.of(),
                        256,
                        Duration.ofSeconds(30),
                        5,
                        "sseEvents.dead",
                        0),
                    List.of(
                        new Action.ExecuteCode(
                            "var eventData = response.body.data;\n",
                            "API.sseEvents.onResponse.executeCode.body")),
                    List.of(
                        new Action.ExecuteCode(
                            "console.error('SSE error:', response);\n",
                            "API.sseEvents.onError.executeCode.body")))));
    assertThat(config.http())
        .isEqualTo(new HttpConfig("127.0.0.1", 8080, Optional.empty(), Optional.empty()));
    assertThat(config.controlAddress()).isEqualTo("sse.control");
    assertThat(config.checkpoint())
        .isEqualTo(
            new CheckpointConfig(
                CheckpointConfig.Store.FILE,
                Path.of("data/checkpoints"),
                CheckpointConfig.OnCorrupt.FAIL));
    assertThat(config.maxConcurrentConnects()).isEqualTo(200);
    assertThat(config.cluster()).isEmpty();
    assertThat(config.scripts())
        .isEqualTo(
            new ScriptConfig(
                Duration.ofMillis(200),
                64 * 1024 * 1024,
                Math.max(2, Math.min(4, Runtime.getRuntime().availableProcessors()))));
  }

  @Test
  void everyProblemOfAFileComesOutAtOnceWithItsLine() {
    assertProblems(
        """
        API:
          prices:
            type: sse
            url: ftp://x
            sseOptions:
              autoReconect: true
              idleTimeout: -5
        APIs: 1
        """,
        ":4: API.prices.url: must be an http or https URL with a host, without user and fragment,"
            + " was \"ftp://x\"",
        ":6: API.prices.sseOptions.autoReconect: is not a known key (did you mean autoReconnect?);"
            + " known: [autoReconnect, connectTimeout, idleTimeout, lastEventId, maxEventSize,"
            + " maxReconnectAttempts, maxReconnectDelay, reconnectBackoff, reconnectDelay,"
            + " reconnectJitter, retryStatuses]",
        ":7: API.prices.sseOptions.idleTimeout: must be milliseconds, a whole number of at least 0,"
            + " was -5",
        ":8: APIs: is not a known key (did you mean API?); known: [API, checkpoint, cluster,"
            + " control, http, maxConcurrentConnects, scripts]");
  }

  @Test
  void aMissingFileIsSaidWithItsPathAndWhatToDo() {
    assertThatThrownBy(() -> new ConfigFile(vertx, "conf/none.yaml").load().await())
        .isInstanceOf(InvalidConfig.class)
        .hasMessage(
            "conf/none.yaml: cannot be read: no such file; give the path of a YAML file with"
                + " --config");
  }

  @Test
  void aDirectoryIsNoFile() {
    assertThatThrownBy(() -> new ConfigFile(vertx, dir.toString()).load().await())
        .hasMessage(
            dir + ": cannot be read: Is a directory; give the path of a YAML file with --config");
  }

  @Test
  void aFileThatIsNotTextIsSaidWithItsPath() {
    String path = write(new byte[] {(byte) 0xff, (byte) 0xfe, 'A', 0}).toString();
    assertThatThrownBy(() -> new ConfigFile(vertx, path).load().await())
        .hasMessage(path + ": expected UTF-8 text");
  }

  @Test
  void anEventLoopStaysFreeWhileAFileIsRead() {
    var threads = new ConcurrentLinkedQueue<Boolean>();
    var lookups =
        new Lookups(
            name -> {
              threads.add(Context.isOnEventLoopThread());
              return Optional.of("http://h/");
            },
            path -> "");
    String path =
        write("API: {a: {type: sse, url: '${URL}'}}".getBytes(StandardCharsets.UTF_8)).toString();

    Promise<ServiceConfig> loaded = Promise.promise();
    vertx.runOnContext(go -> new ConfigFile(vertx, path, lookups).load().onComplete(loaded));

    assertThat(loaded.future().await().apis()).containsKey("a");
    assertThat(threads).containsExactly(false);
  }

  private void assertProblems(String yaml, String... expected) {
    String path = write(yaml.getBytes(StandardCharsets.UTF_8)).toString();
    assertThatThrownBy(() -> new ConfigFile(vertx, path).load().await())
        .isInstanceOfSatisfying(
            InvalidConfig.class,
            e ->
                assertThat(e.getMessage().lines().map(line -> line.replace(path, "")))
                    .containsExactly(expected));
  }

  private Path write(byte[] content) {
    try {
      return Files.write(dir.resolve("config.yaml"), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
