package io.tributary.contract;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The service side of the public contract tests for SSE clients: opens streams through the classes
 * of the service as a harness asks for them, and reports by callback what they say. Lives on one
 * event loop.
 */
public final class ContractService extends VerticleBase {

  static final List<String> CAPABILITIES =
      List.of(
          "bom",
          "comments",
          "headers",
          "last-event-id",
          "post",
          "read-timeout",
          "report",
          "restart",
          "server-directed-shutdown-request");

  private final int port;
  private final Runnable onQuit;
  private final Map<String, ContractStream> streams = new HashMap<>();
  private HttpServer server;
  private int created;

  /**
   * @param onQuit runs when the harness wants the service to end
   */
  ContractService(int port, Runnable onQuit) {
    this.port = port;
    this.onQuit = onQuit;
  }

  /** {@code --port PORT}, 8000 unless told; ends when it is told to over HTTP. */
  public static void main(String[] args) {
    int port = args.length == 2 && args[0].equals("--port") ? Integer.parseInt(args[1]) : 8000;
    Vertx vertx = Vertx.vertx();
    Runnable quit = () -> vertx.close().onFailure(ContractService::complain);
    vertx
        .deployVerticle(new ContractService(port, quit))
        .onFailure(ContractService::complain)
        .onFailure(why -> quit.run());
  }

  private static void complain(Throwable why) {
    System.err.println(why.getMessage());
  }

  int port() {
    return server.actualPort();
  }

  @Override
  public Future<?> start() {
    server = vertx.createHttpServer().requestHandler(this::serve);
    return server.listen(port);
  }

  private void serve(HttpServerRequest request) {
    request
        .body()
        .compose(body -> answer(request, body))
        .recover(
            why -> request.response().setStatusCode(statusOf(why)).end(why.getMessage() + "\n"))
        .onFailure(ContractService::complain);
  }

  private static int statusOf(Throwable why) {
    return why instanceof NoSuchStream ? 404 : 400;
  }

  private Future<Void> answer(HttpServerRequest request, Buffer body) {
    boolean root = request.path().equals("/");
    return switch (request.method().name()) {
      case "GET" -> describe(request);
      case "POST" -> root ? create(request, object(body)) : command(request, object(body));
      case "DELETE" -> root ? quit(request) : close(request);
      default -> request.response().setStatusCode(405).end();
    };
  }

  private static Future<Void> describe(HttpServerRequest request) {
    JsonObject description =
        new JsonObject().put("name", "tributary").put("capabilities", new JsonArray(CAPABILITIES));
    return request
        .response()
        .putHeader("Content-Type", "application/json")
        .end(description.encode());
  }

  private Future<Void> create(HttpServerRequest request, JsonObject wanted) {
    String name = "stream" + (created + 1);
    ContractStream stream = new ContractStream(vertx, name, wanted);
    created++;
    streams.put("/" + name, stream);
    return stream
        .open()
        .compose(
            open -> request.response().setStatusCode(201).putHeader("Location", "/" + name).end());
  }

  private Future<Void> command(HttpServerRequest request, JsonObject command) {
    ContractStream stream = find(request);
    if (!"restart".equals(command.getValue("command"))) {
      throw new IllegalArgumentException("expected the command restart, got " + command);
    }
    return stream.restart().compose(done -> request.response().setStatusCode(202).end());
  }

  private Future<Void> close(HttpServerRequest request) {
    ContractStream stream = find(request);
    streams.remove(request.path());
    return stream.close().compose(done -> request.response().setStatusCode(204).end());
  }

  private Future<Void> quit(HttpServerRequest request) {
    return request.response().setStatusCode(204).end().andThen((sent, why) -> onQuit.run());
  }

  private ContractStream find(HttpServerRequest request) {
    ContractStream stream = streams.get(request.path());
    if (stream == null) {
      throw new NoSuchStream(request.path());
    }
    return stream;
  }

  private static JsonObject object(Buffer body) {
    try {
      return new JsonObject(body);
    } catch (DecodeException | ClassCastException e) {
      throw new IllegalArgumentException("expected a JSON object, got " + body, e);
    }
  }

  private static final class NoSuchStream extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSuchStream(String path) {
      super("expected a stream of this service, got " + path);
    }
  }
}
