package io.tributary.testkit;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A TCP server on loopback that answers HTTP requests as told, wrong answers included, and records
 * what came.
 *
 * <pre>{@code
 * server.on(
 *     first -> first.respond(200).sse().event("price", "1", "7").drop(),
 *     later -> later.respond(200).sse().stall());
 * }</pre>
 *
 * The scripts of {@link #on} are played in order, one a request, the last one for all that follow.
 * Methods may be called on any thread but an event loop: some wait.
 */
public final class ScriptedSseServer implements AutoCloseable {

  /** Longer than it takes to read what has already arrived. */
  private static final long A_MOMENT_MILLIS = 20;

  private final Vertx vertx;
  private final NetServerOptions options;
  private final Connections connections = new Connections();
  private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
  private final Map<String, Script> byPath = new ConcurrentHashMap<>();
  private List<Script> inOrder = List.of(exchange -> exchange.respond(404).end());
  private int played;
  private volatile Consumer<ServedConnection> greeting = connection -> {};
  private NetServer listener;

  private ScriptedSseServer(Vertx vertx, NetServerOptions options) {
    this.vertx = vertx;
    this.options = options;
  }

  /** A server that listens; it answers 404 until it has a script. */
  public static ScriptedSseServer start(Vertx vertx) {
    return start(vertx, new NetServerOptions());
  }

  /** A server with TLS or socket options of its own. */
  public static ScriptedSseServer start(Vertx vertx, NetServerOptions options) {
    ScriptedSseServer server =
        new ScriptedSseServer(vertx, new NetServerOptions(options).setHost("127.0.0.1"));
    server.listen();
    return server;
  }

  /** What to do with the next requests, whatever their path; replaces what was told before. */
  public synchronized ScriptedSseServer on(Script... scripts) {
    played = 0;
    inOrder = List.of(scripts);
    return this;
  }

  /** What to do with every request to {@code path}; goes before the scripts of {@link #on}. */
  public ScriptedSseServer at(String path, Script script) {
    byPath.put(path, script);
    return this;
  }

  /** What to do with every new connection before it says a word. */
  public ScriptedSseServer onConnect(Consumer<ServedConnection> greeting) {
    this.greeting = greeting;
    return this;
  }

  public int port() {
    return options.getPort();
  }

  /** The URL of a path here, such as {@code /events?x=1}. */
  public URI url(String target) {
    String scheme = options.isSsl() ? "https" : "http";
    return URI.create(scheme + "://127.0.0.1:" + port() + target);
  }

  public Connections connections() {
    return connections;
  }

  /** Every request so far, in the order they came. */
  public List<ReceivedRequest> requests() {
    return exchanges.stream().map(Exchange::request).toList();
  }

  /** The exchange of the {@code number}-th request, counted from 1, once it came. */
  public Exchange exchange(int number) {
    awaitRequests(number);
    return exchanges.get(number - 1);
  }

  /** Returns once {@code count} requests came. */
  public List<ReceivedRequest> awaitRequests(int count) {
    Waiting.until(
        () -> count + " requests, were " + requests(),
        Waiting.PATIENCE,
        () -> exchanges.size() >= count);
    return requests();
  }

  /** Closes every open connection in an orderly way; goes on listening. */
  public ScriptedSseServer dropAll() {
    connections.all().forEach(connection -> Waiting.result(connection.drop()));
    return this;
  }

  /** As a killed process: nothing listens, every connection ends. */
  public ScriptedSseServer kill() {
    Waiting.result(listener.close());
    Ports.awaitClosed(port());
    connections.awaitOpen(0);
    return this;
  }

  /** Listens again on the same port. */
  public ScriptedSseServer restart() {
    listen();
    return this;
  }

  /** Stops listening, ends every connection, and tells of scripts that asked for the impossible. */
  @Override
  public void close() {
    Waiting.result(listener.close());
    for (Exchange exchange : exchanges) {
      if (exchange.played().cause() instanceof IllegalStateException mistake) {
        throw mistake;
      }
    }
  }

  private void listen() {
    listener = vertx.createNetServer(options).connectHandler(this::accept);
    options.setPort(Waiting.result(listener.listen()).actualPort());
  }

  private void accept(NetSocket socket) {
    ServedConnection connection = new ServedConnection(connections.next(), vertx, socket);
    connections.opened(connection);
    socket.closeHandler(gone -> connections.closed(connection));
    socket.exceptionHandler(reset -> {});
    socket.handler(new RequestReader(connection.number(), request -> answer(request, connection)));
    greeting.accept(connection);
  }

  private void answer(ReceivedRequest request, ServedConnection connection) {
    List<ServedConnection> others = connections.beside(connection);
    vertx.setTimer(A_MOMENT_MILLIS, later -> connections.overlapped(others));
    Exchange exchange = new Exchange(request, connection);
    exchanges.add(exchange);
    scriptFor(request).play(exchange);
    exchange.stall();
  }

  private Script scriptFor(ReceivedRequest request) {
    Script fixed = byPath.get(request.path());
    return fixed != null ? fixed : next();
  }

  private synchronized Script next() {
    Script script = inOrder.get(Math.min(played, inOrder.size() - 1));
    played++;
    return script;
  }
}
