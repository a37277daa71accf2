package io.tributary.it;

import io.tributary.sse.SseEvent;
import io.tributary.sse.SseParser;
import io.tributary.testkit.Waiting;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ObjLongConsumer;

/**
 * Readers of one event stream whose event number n has the id n. Each has a connection of its own
 * and notices what is missing or comes twice. Methods wait; not for event loops.
 */
final class ManyReaders implements AutoCloseable {

  /** So many connect at once. */
  private static final int BATCH = 200;

  /** One process has hardly more ports and files. */
  private static final int MOST = 15_000;

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final int port;
  private final String target;
  private final ObjLongConsumer<SseEvent> heard;
  private final HttpClient client;
  private final List<Reader> readers = new ArrayList<>();

  /**
   * Readers of a stream on loopback.
   *
   * @param heard takes each event of the first reader and when it came, in nanoseconds
   */
  ManyReaders(Vertx vertx, int port, String target, ObjLongConsumer<SseEvent> heard) {
    this.port = port;
    this.target = target;
    this.heard = heard;
    client =
        vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(false), new PoolOptions().setHttp1MaxSize(MOST));
  }

  /** Returns once that many more read, and miss nothing that is published from then on. */
  void open(int count) {
    for (int opened = 0; opened < count; opened += BATCH) {
      List<Future<?>> joined = new ArrayList<>();
      for (int i = opened; i < Math.min(count, opened + BATCH); i++) {
        Reader reader = new Reader(readers.isEmpty());
        readers.add(reader);
        joined.add(reader.open());
      }
      Future<?> all = Future.all(joined);
      Waiting.until(() -> "readers that joined", PATIENCE, all::isComplete);
      Waiting.result(all);
    }
  }

  /** Returns once every reader has the event of this number, or has failed. */
  void await(long number) {
    Waiting.until(
        () -> "event " + number + "; slowest " + slowest() + ", failed " + failures(),
        PATIENCE,
        () -> readers.stream().allMatch(reader -> reader.last.get() >= number || reader.failed()));
  }

  long slowest() {
    return readers.stream().mapToLong(reader -> reader.last.get()).min().orElse(0);
  }

  /** What readers missed, got twice, or how they ended. */
  List<String> failures() {
    return readers.stream().filter(Reader::failed).map(reader -> reader.failure).toList();
  }

  @Override
  public void close() {
    Waiting.result(client.close());
  }

  private final class Reader {

    private final boolean first;
    private final AtomicLong last = new AtomicLong();
    private volatile String failure = "";

    Reader(boolean first) {
      this.first = first;
    }

    boolean failed() {
      return !failure.isEmpty();
    }

    /** Completes with the comment that says that it has joined. */
    Future<Void> open() {
      Promise<Void> joined = Promise.promise();
      client
          .request(HttpMethod.GET, port, "127.0.0.1", target)
          .compose(HttpClientRequest::send)
          .onSuccess(response -> read(response, joined))
          .onFailure(joined::tryFail);
      return joined.future();
    }

    private void read(HttpClientResponse response, Promise<Void> joined) {
      SseParser.newParser(response)
          .commentHandler(comment -> joined.tryComplete())
          .exceptionHandler(why -> fail(why.toString()))
          .endHandler(end -> fail("ended after " + last))
          .handler(this::take);
    }

    private void take(SseEvent event) {
      long number = Long.parseLong(event.id());
      if (number != last.get() + 1) {
        fail("got " + number + " after " + last);
      }
      last.setOpaque(number);
      if (first) {
        heard.accept(event, System.nanoTime());
      }
    }

    private void fail(String why) {
      if (!failed()) {
        failure = why;
      }
    }
  }
}
