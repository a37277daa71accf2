package io.tributary.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.bus.Command;
import io.tributary.testkit.Certificates;
import io.tributary.testkit.NumberedSseServer;
import io.tributary.testkit.RunningStream;
import io.tributary.testkit.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Streams over HTTP/2, which TLS servers are asked for and plain ones are not. */
@ExtendWith(VertxExtension.class)
class Http2Test {

  @TempDir static Path directory;
  private static Certificates certificate;

  private final List<HttpServerRequest> requests = new CopyOnWriteArrayList<>();
  private final Set<SocketAddress> clients = ConcurrentHashMap.newKeySet();
  private HttpServer server;

  @BeforeAll
  static void make() {
    certificate = Certificates.make(directory, "loopback", "dns:localhost,ip:127.0.0.1");
  }

  @AfterEach
  void stop() {
    if (server != null) {
      Waiting.result(server.close());
    }
  }

  private static HttpServerOptions tls() {
    return new HttpServerOptions()
        .setSsl(true)
        .setUseAlpn(true)
        .setKeyCertOptions(
            new PfxOptions()
                .setPath(certificate.file("key.p12"))
                .setPassword(Certificates.PASSWORD));
  }

  private URI serve(Vertx vertx, HttpServerOptions options) {
    server =
        Waiting.result(
            vertx
                .createHttpServer(options.setHost("127.0.0.1"))
                .requestHandler(this::answer)
                .listen(0));
    String scheme = options.isSsl() ? "https" : "http";
    return URI.create(scheme + "://127.0.0.1:" + server.actualPort() + "/");
  }

  private void answer(HttpServerRequest request) {
    requests.add(request);
    clients.add(request.connection().remoteAddress());
    HttpServerResponse response = request.response();
    response.exceptionHandler(gone -> {});
    response.putHeader("Content-Type", "text/event-stream");
    response.setChunked(request.version() != HttpVersion.HTTP_2);
    response.write(Buffer.buffer("id: " + requests.size() + "\ndata: hello\n\n"));
  }

  private static RunningStream.Definition from(URI url) {
    JsonObject trust = new JsonObject().put("path", certificate.file("cert.pem"));
    return RunningStream.from(url).with("sslConfig", new JsonObject().put("trustStore", trust));
  }

  @Test
  void aTlsServerThatSpeaksHttp2IsSpokenToInHttp2(Vertx vertx) {
    RunningStream stream = from(serve(vertx, tls())).start(vertx);
    stream.awaitEvents(1);

    assertThat(requests.get(0).version()).isEqualTo(HttpVersion.HTTP_2);
    assertThat(requests.get(0).getHeader("Accept")).isEqualTo("text/event-stream");
  }

  @Test
  void aTlsServerThatDoesNotIsSpokenToInHttp11(Vertx vertx) {
    from(serve(vertx, tls().setAlpnVersions(List.of(HttpVersion.HTTP_1_1))))
        .start(vertx)
        .awaitEvents(1);

    assertThat(requests.get(0).version()).isEqualTo(HttpVersion.HTTP_1_1);
  }

  @Test
  void aPlainServerIsNeverAskedForHttp2(Vertx vertx) {
    from(serve(vertx, new HttpServerOptions())).start(vertx).awaitEvents(1);

    assertThat(requests.get(0).version()).isEqualTo(HttpVersion.HTTP_1_1);
    assertThat(requests.get(0).getHeader("Upgrade")).isNull();
  }

  @Test
  void streamsOfOneServerDoNotShareAConnection(Vertx vertx) {
    URI url = serve(vertx, tls());
    StreamServices shared = StreamServices.local(vertx, 10);
    for (int i = 1; i <= 6; i++) {
      from(url).start(vertx, shared);
    }
    Waiting.until("six requests", () -> requests.size() == 6);

    assertThat(clients).hasSize(6);
  }

  @Test
  void aResetOfTheStreamIsALossAndResumes(Vertx vertx) {
    RunningStream stream = from(serve(vertx, tls())).start(vertx);
    stream.awaitEvents(1);

    requests.get(0).response().reset(2);

    stream.awaitEvents(2);
    assertThat(stream.errors().get(0).getString("type")).isEqualTo("connect");
    assertThat(requests.get(1).getHeader("Last-Event-ID")).isEqualTo("1");
  }

  @Test
  void aClosedConnectionIsALossAndResumes(Vertx vertx) {
    RunningStream stream = from(serve(vertx, tls())).start(vertx);
    stream.awaitEvents(1);

    Waiting.result(requests.get(0).connection().close());

    stream.awaitEvents(2);
    assertThat(requests.get(1).getHeader("Last-Event-ID")).isEqualTo("1");
  }

  @Test
  void aDisconnectClosesTheConnection(Vertx vertx) {
    RunningStream stream = from(serve(vertx, tls())).start(vertx);
    stream.awaitEvents(1);
    List<String> closed = new CopyOnWriteArrayList<>();
    requests.get(0).connection().closeHandler(end -> closed.add("closed"));

    stream.command(Command.Action.DISCONNECT);

    Waiting.until("the connection is closed", () -> !closed.isEmpty());
  }

  @Test
  void aServerThatNeverSendsItsFirstFrameIsATimeoutAndTriedAgain(Vertx vertx) {
    NetServerOptions silence = new NetServerOptions(tls()).setUseAlpn(true);
    silence.getSslOptions().setApplicationLayerProtocols(List.of("h2"));
    AtomicInteger open = new AtomicInteger();
    NetServer silent = vertx.createNetServer(silence).connectHandler(it -> swallow(it, open));
    Waiting.result(silent.listen(0, "127.0.0.1"));
    RunningStream stream =
        from(URI.create("https://127.0.0.1:" + silent.actualPort() + "/"))
            .sse("connectTimeout", 200)
            .sse("maxReconnectAttempts", -1)
            .start(vertx);

    stream.awaitErrors(4);
    assertThat(stream.errors()).allMatch(it -> it.getString("type").equals("timeout"));
    // The first one cannot be closed; none is added by those that follow.
    assertThat(open.get()).isLessThanOrEqualTo(3);
  }

  private static void swallow(NetSocket socket, AtomicInteger open) {
    open.incrementAndGet();
    socket.handler(preface -> {}).closeHandler(end -> open.decrementAndGet());
  }

  @Test
  void aStreamThatIsHeldBackHoldsTheServerBackAndLosesNothing(Vertx vertx) {
    try (NumberedSseServer numbered = NumberedSseServer.start(vertx, tls())) {
      numbered.data(number -> "x".repeat(1000));
      List<Message<JsonObject>> unanswered = new CopyOnWriteArrayList<>();
      List<String> ids = new CopyOnWriteArrayList<>();
      vertx
          .eventBus()
          .consumer(
              "held",
              (Message<JsonObject> event) -> {
                ids.add(event.body().getString("id"));
                unanswered.add(event);
              });
      JsonObject delivery =
          new JsonObject().put("mode", "request").put("address", "held").put("maxInFlight", 4);
      from(numbered.url("/")).with("delivery", delivery).start(vertx);
      numbered.publish(3000);

      Waiting.until("the server is held back", () -> numbered.heldBack() == 1 && ids.size() == 4);
      assertThat(numbered.highestWritten()).isLessThan(2500);

      while (ids.size() < 3000 || !unanswered.isEmpty()) {
        int before = ids.size();
        List<Message<JsonObject>> batch = List.copyOf(unanswered);
        unanswered.removeAll(batch);
        batch.forEach(event -> event.reply(null));
        Waiting.until(
            "more events than " + before,
            () -> ids.size() >= Math.min(3000, before + 1) || !unanswered.isEmpty());
      }
      assertThat(ids).hasSize(3000).doesNotHaveDuplicates();
      assertThat(ids.get(2999)).isEqualTo("3000");
    }
  }
}
