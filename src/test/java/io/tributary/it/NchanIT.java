package io.tributary.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testkit.ExternalProgram;
import io.tributary.testkit.Ports;
import io.tributary.testkit.Programs;
import io.tributary.testkit.Waiting;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tail --json} of the packaged jar against nginx with the nchan module. */
class NchanIT {

  private static final Path MODULE = Path.of("/usr/lib/nginx/modules/ngx_nchan_module.so");
  private static final Path TEMPLATE = Path.of("src/test/resources/interop/nchan.conf");

  @TempDir private Path folder;
  private final int port = Ports.free();
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void itResumesByIdAfterNginxWasKilledAndCameBack() throws IOException, InterruptedException {
    String nginx = Programs.require("nginx").toString();
    Programs.requireFile(MODULE, "nginx's nchan module");
    String config = config().toString();
    ExternalProgram before = nginx(nginx, config);
    try (before;
        ExternalProgram tail = tail()) {
      tail.awaitErr("-- open");
      publish("one");
      publish("two");
      tail.awaitOut(2);
      before.kill();
      // Its ids are seconds with a counter, and the counter begins afresh.
      awaitSecondAfter(id(tail.out().get(1)));
      try (ExternalProgram after = nginx(nginx, config)) {
        publish("three");
        publish("four");
        assertThat(tail.exitCode()).as(tail + "\n" + after).isZero();
      }
      List<JsonObject> events = tail.out().stream().map(JsonObject::new).toList();
      assertThat(events)
          .extracting(event -> event.getString("data"))
          .containsExactly("one", "two", "three", "four");
      String resumedFrom = id(tail.out().get(1));
      assertThat(folder.resolve("access.log"))
          .content()
          .contains("/events \"" + resumedFrom + "\"");
    }
  }

  private static String id(String line) {
    return new JsonObject(line).getString("id");
  }

  private static void awaitSecondAfter(String id) {
    long second = Long.parseLong(id.substring(0, id.indexOf(':')));
    Waiting.until("the next second", () -> Instant.now().getEpochSecond() > second);
  }

  private ExternalProgram nginx(String program, String config) {
    ExternalProgram nginx =
        ExternalProgram.start(program, "-p", folder.toString(), "-c", config, "-e", "stderr");
    Ports.awaitOpen(port);
    return nginx;
  }

  private ExternalProgram tail() {
    return ExternalProgram.jar(
        "tail",
        "http://127.0.0.1:" + port + "/events",
        "--json",
        "--max-attempts",
        "-1",
        "--reconnect-delay",
        "2000",
        "--max-events",
        "4");
  }

  private void publish(String text) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/publish"))
            .timeout(Waiting.PATIENCE)
            .POST(BodyPublishers.ofString(text))
            .build();
    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isBetween(200, 299);
  }

  private Path config() throws IOException {
    String text =
        Files.readString(TEMPLATE)
            .replace("FOLDER", folder.toString())
            .replace("PORT", Integer.toString(port));
    return Files.writeString(folder.resolve("nginx.conf"), text);
  }
}
