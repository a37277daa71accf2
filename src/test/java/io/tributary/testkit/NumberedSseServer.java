package io.tributary.testkit;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongFunction;

/**
 * An event-stream server whose event number n has the id n, so that a gap or a duplicate shows. A
 * request resumes after its {@code Last-Event-ID}. It writes as fast as TCP takes and never further
 * than {@link #publish} allowed. Methods may be called on any thread but an event loop.
 */
public final class NumberedSseServer implements AutoCloseable {

  private final Vertx vertx;
  private final HttpServerOptions options;
  private final Set<NumberedStream> streams = ConcurrentHashMap.newKeySet();
  private final List<String> lastEventIds = new CopyOnWriteArrayList<>();
  private volatile LongFunction<String> data = Long::toString;
  private volatile long published;
  private volatile long highestWritten;
  private HttpServer listener;

  private NumberedSseServer(Vertx vertx, HttpServerOptions options) {
    this.vertx = vertx;
    this.options = options;
  }

  /** A server that listens and has not published anything yet. */
  public static NumberedSseServer start(Vertx vertx) {
    return start(vertx, new HttpServerOptions());
  }

  /** A server on another address than that of loopback. */
  public static NumberedSseServer startOn(Vertx vertx, String host) {
    NumberedSseServer server =
        new NumberedSseServer(vertx, new HttpServerOptions().setHost(host).setPort(0));
    server.listen();
    return server;
  }

  /** A server with TLS and thereby HTTP/2, or with other options of its own. */
  public static NumberedSseServer start(Vertx vertx, HttpServerOptions options) {
    NumberedSseServer server =
        new NumberedSseServer(
            vertx, new HttpServerOptions(options).setHost("127.0.0.1").setPort(0));
    server.listen();
    return server;
  }

  /** What the data of an event is; its number unless told. */
  public NumberedSseServer data(LongFunction<String> data) {
    this.data = data;
    return this;
  }

  /** Lets the events up to this number out, on every path, now and for all that connect later. */
  public NumberedSseServer publish(long upTo) {
    published = upTo;
    streams.forEach(NumberedStream::write);
    return this;
  }

  public int port() {
    return options.getPort();
  }

  /** The URL of a path here; all paths are the same stream. */
  public URI url(String target) {
    String scheme = options.isSsl() ? "https" : "http";
    return URI.create(scheme + "://" + options.getHost() + ":" + port() + target);
  }

  /** The highest number that was handed to a connection so far. */
  public long highestWritten() {
    return highestWritten;
  }

  /** Open streams whose write queue is full: the client holds them back. */
  public long heldBack() {
    return streams.stream().filter(NumberedStream::isHeldBack).count();
  }

  /** Open streams. */
  public int open() {
    return streams.size();
  }

  /** The {@code Last-Event-ID} of every request so far, in order; "" where there was none. */
  public List<String> lastEventIds() {
    return lastEventIds;
  }

  /** Returns once that many streams are open. */
  public void awaitOpen(int count) {
    Waiting.until(
        () -> count + " open streams, were " + open(), Waiting.PATIENCE, () -> open() == count);
  }

  /** Ends every connection without ending the response; goes on listening. */
  public NumberedSseServer dropAll() {
    List.copyOf(streams).forEach(NumberedStream::drop);
    return this;
  }

  /** As a killed process: nothing listens, every connection ends. */
  public NumberedSseServer kill() {
    Waiting.result(listener.close());
    Ports.awaitClosed(port());
    awaitOpen(0);
    return this;
  }

  /** Listens again on the same port, with the history it had. */
  public NumberedSseServer restart() {
    listen();
    return this;
  }

  @Override
  public void close() {
    Waiting.result(listener.close());
  }

  private void listen() {
    listener = vertx.createHttpServer(options).requestHandler(this::serve);
    Waiting.result(listener.listen(SocketAddress.inetSocketAddress(port(), options.getHost())));
    options.setPort(listener.actualPort());
  }

  private void serve(HttpServerRequest request) {
    String lastEventId = request.getHeader("Last-Event-ID");
    lastEventIds.add(lastEventId == null ? "" : lastEventId);
    long from = lastEventId == null ? 0 : Long.parseLong(lastEventId);
    NumberedStream stream = new NumberedStream(this, request, from);
    streams.add(stream);
    stream.onEnd(() -> streams.remove(stream));
    stream.write();
  }

  long published() {
    return published;
  }

  String text(long number) {
    return EventText.of(null, Long.toString(number), data.apply(number));
  }

  synchronized void wrote(long number) {
    highestWritten = Math.max(highestWritten, number);
  }
}
