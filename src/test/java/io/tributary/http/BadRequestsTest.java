package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testkit.NumberedSseServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Whatever is wrong with a request, its client learns in a problem document what was expected. */
@ExtendWith(VertxExtension.class)
class BadRequestsTest {

  private static final String TOKEN = "a-token-of-some-length";

  private NumberedSseServer upstream;
  private ShownService open;
  private ShownService guarded;

  @BeforeEach
  void start(Vertx vertx) {
    upstream = NumberedSseServer.start(vertx);
    open = ShownService.start(vertx, config());
    JsonObject withToken = new JsonObject().put("token", TOKEN);
    guarded =
        ShownService.start(
            vertx,
            config()
                .put("http", withToken)
                .put("control", new JsonObject().put("address", "sse.other"))
                .put("API", apis("guarded")));
  }

  @AfterEach
  void stop() {
    open.close();
    guarded.close();
    upstream.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "bad-requests.csv", numLinesToSkip = 1, maxCharsPerColumn = 20_000)
  void isAnsweredWithAProblem(
      String why,
      String service,
      String request,
      String headers,
      String body,
      int status,
      String detail)
      throws IOException {
    String answer = send(service.equals("open") ? open : guarded, request, headers, body);

    assertThat(answer).matches("(?s)HTTP/1\\.[01] " + status + " .*");
    String[] parts = answer.split("\r\n\r\n", 2);
    assertThat(parts[0].toLowerCase(Locale.ROOT))
        .contains("content-type: application/problem+json");
    JsonObject problem = new JsonObject(parts[1]);
    assertThat(problem.getInteger("status")).isEqualTo(status);
    assertThat(problem.getString("title")).isNotBlank();
    assertThat(problem.getString("detail")).contains(detail);
    assertThat(answer).doesNotContain("Exception", "\tat ", ".java:");
  }

  private static String send(ShownService to, String request, String headers, String body)
      throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), to.port())) {
      socket.setSoTimeout(20_000);
      String content = expand(body);
      String head =
          request
              + " HTTP/1.1\r\nConnection: close\r\n"
              + lines(headers)
              + (content.isEmpty() ? "" : "Content-Length: " + content.length() + "\r\n")
              + "\r\n";
      socket.getOutputStream().write((expand(head) + content).getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** {@code |} parts headers; a Host is sent unless one is given. */
  private static String lines(String headers) {
    String given = headers == null ? "" : headers.replace(" | ", "\r\n").strip();
    String host = given.contains("Host:") ? "" : "Host: localhost\r\n";
    return host + (given.isEmpty() ? "" : given + "\r\n");
  }

  /** {@code LONG(n)} stands for that many letters. */
  private static String expand(String text) {
    if (text == null) {
      return "";
    }
    int at = text.indexOf("LONG(");
    if (at < 0) {
      return text;
    }
    int end = text.indexOf(')', at);
    int length = Integer.parseInt(text.substring(at + 5, end));
    return text.substring(0, at) + "x".repeat(length) + text.substring(end + 1);
  }

  private JsonObject config() {
    return new JsonObject().put("API", apis("prices"));
  }

  private JsonObject apis(String name) {
    return new JsonObject().put(name, ShownService.api(upstream.url("/"), new JsonObject()));
  }
}
