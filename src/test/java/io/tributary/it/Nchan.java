package io.tributary.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testkit.ExternalProgram;
import io.tributary.testkit.Ports;
import io.tributary.testkit.Programs;
import io.tributary.testkit.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An nginx with the nchan module: its stream is {@code /events}. What it is told goes to who is
 * subscribed then, and to who comes with an id.
 */
final class Nchan {

  private static final Path MODULE = Path.of("/usr/lib/nginx/modules/ngx_nchan_module.so");
  private static final Path TEMPLATE = Path.of("src/test/resources/interop/nchan.conf");

  private final Path folder;
  private final int port = Ports.free();
  private final HttpClient client = HttpClient.newHttpClient();

  Nchan(Path folder) {
    this.folder = folder;
  }

  int port() {
    return port;
  }

  /** What it logged of each request: path and last event id. */
  Path accessLog() {
    return folder.resolve("access.log");
  }

  /** Starts it; may be started again on the same port. */
  ExternalProgram start() throws IOException {
    String nginx = Programs.require("nginx").toString();
    Programs.requireFile(MODULE, "nginx's nchan module");
    String text =
        Files.readString(TEMPLATE)
            .replace("FOLDER", folder.toString())
            .replace("PORT", Integer.toString(port));
    String config = Files.writeString(folder.resolve("nchan.conf"), text).toString();
    ExternalProgram program =
        ExternalProgram.start(nginx, "-p", folder.toString(), "-c", config, "-e", "stderr");
    Ports.awaitOpen(port);
    return program;
  }

  void publish(String text) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/publish"))
            .timeout(Waiting.PATIENCE)
            .POST(BodyPublishers.ofString(text))
            .build();
    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isBetween(200, 299);
  }
}
