package io.tributary.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** 10,000 APIs in one file, in a process of its own whose heap is what a small container has. */
class LargeConfigTest {

  private static final int APIS = 10_000;
  private static final String HEAP = "-Xmx384m";

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void tenThousandApisFitInASmallHeap(@TempDir Path dir) throws Exception {
    Path file = write(dir.resolve("tributary.yaml"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LargeConfigTest.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private static Path write(Path file) throws IOException {
    var yaml = new StringBuilder("API:\n");
    for (int i = 0; i < APIS; i++) {
      yaml.append(
          """
            api-%d:
              type: sse
              url: https://prices.example/stream/%d
              method: POST
              body: {symbols: [A%d, B%d], full: true}
              headers: {X-Key: "${HOME}", X-Number: %d}
              authorization: {basic: {username: reader, password: "a long enough password"}}
              sseOptions:
                autoReconnect: true
                reconnectDelay: 1000
                maxReconnectAttempts: -1
                reconnectBackoff: exponential
              delivery: {mode: request, maxInFlight: 16, replay: 10}
              onResponse:
                executeCode:
                  body: |
                    var eventData = response.body.data;
              onError:
                - publish: {address: troubles}
                - executeCode: console.error(response);
          """
              .indent(2)
              .replace("%d", String.valueOf(i)));
    }
    return Files.writeString(file, yaml);
  }

  /** Ends with 0 when every API was read. */
  public static void main(String[] args) {
    Vertx vertx = Vertx.vertx();
    try {
      int apis = new ConfigFile(vertx, args[0]).load().await().apis().size();
      vertx.close().await();
      Runtime.getRuntime().exit(apis == APIS ? 0 : 1);
    } catch (RuntimeException | OutOfMemoryError e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(2);
    }
  }
}
