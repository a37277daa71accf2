package io.tributary.testkit;

import io.tributary.testkit.Answer.Framing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * A request and the script of its answer. Every method after {@link #respond} appends one step;
 * steps are played in order, each once the one before is done, and end with the connection. Steps
 * can be appended from any thread, also long after the head went out.
 */
public final class Exchange {

  private final ReceivedRequest request;
  private final ServedConnection connection;
  private final Answer answer = new Answer();
  private Future<Void> played = Future.succeededFuture();

  Exchange(ReceivedRequest request, ServedConnection connection) {
    this.request = request;
    this.connection = connection;
  }

  /** What is being answered. */
  public ReceivedRequest request() {
    return request;
  }

  /** What the answer travels on. */
  public ServedConnection connection() {
    return connection;
  }

  /** Completes when every step so far was played; fails when the connection ended before. */
  public synchronized Future<Void> played() {
    return played;
  }

  // The head

  /**
   * The status line. The head goes out with the first byte of the body, at the end, or when the
   * server's script is over.
   */
  public Exchange respond(int status) {
    return respond(status, "Scripted");
  }

  /** The status line with a reason phrase. */
  public Exchange respond(int status, String reason) {
    return now(() -> answer.status(status, reason));
  }

  /** A header, sent as ISO-8859-1 and otherwise unchecked. */
  public Exchange header(String name, String value) {
    return now(() -> answer.header(name, value));
  }

  /** The content type of an event stream. */
  public Exchange sse() {
    return header("Content-Type", "text/event-stream");
  }

  /** A redirect without a body. */
  public Exchange redirect(int status, String location) {
    return respond(status).header("Location", location).end();
  }

  /** A length that the body need not have. */
  public Exchange contentLength(long length) {
    return header("Content-Length", Long.toString(length)).framed(Framing.AS_WRITTEN);
  }

  /** A body that ends with the connection, as HTTP/1.0 servers send it: a drop is a clean end. */
  public Exchange untilClose() {
    return header("Connection", "close").framed(Framing.AS_WRITTEN);
  }

  /** Gzip that lets every step's bytes out at once. */
  public Exchange gzip() {
    return now(() -> answer.coding(ContentCoding.gzipStreamed()));
  }

  /** Gzip that holds the body back until it ends. */
  public Exchange gzipHeldBack() {
    return now(() -> answer.coding(ContentCoding.gzipHeldBack()));
  }

  // The body

  /** An event; a null field is left out. Data of several lines becomes several fields. */
  public Exchange event(String type, String id, String data) {
    return text(EventText.of(type, id, data));
  }

  /** An event that is data alone. */
  public Exchange event(String data) {
    return event(null, null, data);
  }

  /** A comment line. */
  public Exchange comment(String comment) {
    return text(":" + comment + "\n");
  }

  /** A {@code retry} field, which need not be a number. */
  public Exchange retry(String millis) {
    return text("retry: " + millis + "\n\n");
  }

  /** Text of the body in UTF-8: one chunk, hence one buffer at the client. */
  public Exchange text(String text) {
    return bytes(Buffer.buffer(text));
  }

  /** Bytes of the body: one chunk. */
  public Exchange bytes(Buffer bytes) {
    return step(() -> connection.write(answer.body(bytes)));
  }

  /** Text of the body, cut into chunks before these bytes. */
  public Exchange cut(String text, int... cuts) {
    Buffer whole = Buffer.buffer(text);
    int from = 0;
    for (int cut : cuts) {
      bytes(whole.slice(from, cut));
      from = cut;
    }
    return bytes(whole.slice(from, whole.length()));
  }

  /** Text of the body, a byte every so many milliseconds. */
  public Exchange trickle(String text, long everyMillis) {
    for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
      after(everyMillis).bytes(Buffer.buffer().appendByte(one));
    }
    return this;
  }

  /** The same text of the body again and again, as fast as the client takes it. */
  public Exchange flood(String text, long times) {
    Buffer block = Buffer.buffer(text);
    return step(() -> repeat(times, () -> connection.write(answer.body(block))));
  }

  // What should not be

  /** Text in place of, before or after what HTTP wants, as ISO-8859-1. */
  public Exchange raw(String text) {
    Buffer bytes = Buffer.buffer(text.getBytes(StandardCharsets.ISO_8859_1));
    return step(() -> connection.write(bytes));
  }

  /** Text outside HTTP again and again, as fast as the client takes it. */
  public Exchange rawFlood(String text, long times) {
    Buffer block = Buffer.buffer(text.getBytes(StandardCharsets.ISO_8859_1));
    return step(() -> repeat(times, () -> connection.write(block.copy())));
  }

  /** Lets time pass before the next step. */
  public Exchange after(long millis) {
    return step(() -> connection.pause(millis));
  }

  // The end

  /** Ends the answer as HTTP wants it; the connection stays open for the next request. */
  public Exchange end() {
    return step(() -> connection.write(answer.end()));
  }

  /** Sends the head if it did not go out yet, says nothing more and keeps the connection. */
  public Exchange stall() {
    return step(() -> connection.write(answer.head()));
  }

  /** Closes the connection where it stands. */
  public Exchange drop() {
    return step(connection::drop);
  }

  /** Resets the connection where it stands. */
  public Exchange reset() {
    return step(connection::reset);
  }

  /** Sends FIN and keeps reading. */
  public Exchange halfClose() {
    return step(connection::halfClose);
  }

  private Exchange framed(Framing framing) {
    return now(() -> answer.framing(framing));
  }

  private Exchange now(Runnable change) {
    return step(
        () ->
            connection.onLoop(
                () -> {
                  change.run();
                  return Future.succeededFuture();
                }));
  }

  private synchronized Exchange step(Supplier<Future<Void>> step) {
    played = played.compose(before -> connection.onLoop(step));
    return this;
  }

  /** A loop instead of a chain of futures, which would hold every turn until the last one. */
  private Future<Void> repeat(long times, Supplier<Future<Void>> turn) {
    Promise<Void> done = Promise.promise();
    repeat(times, turn, done);
    return done.future();
  }

  private void repeat(long times, Supplier<Future<Void>> turn, Promise<Void> done) {
    if (times <= 0) {
      done.complete();
      return;
    }
    connection
        .onLoop(turn)
        .onSuccess(written -> repeat(times - 1, turn, done))
        .onFailure(done::fail);
  }
}
