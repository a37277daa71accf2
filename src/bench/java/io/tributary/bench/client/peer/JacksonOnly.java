package io.tributary.bench.client.peer;

import io.tributary.bench.client.Contender;
import io.tributary.bench.client.Counts;
import io.tributary.bench.client.Variant;
import io.tributary.bench.server.Payload;
import io.tributary.metrics.Tally;
import io.vertx.core.json.Json;
import java.net.URI;

/** No stream at all: the JSON text of one event is parsed again and again. */
public final class JacksonOnly implements Contender {

  private final String text;
  private Thread thread;
  private volatile boolean closed;

  /** With option {@code size}. */
  public JacksonOnly(Variant variant) {
    text = Payload.data(Payload.Kind.JSON, variant.number("size", 100));
  }

  @Override
  public void open(URI url, Counts counts) {
    Tally tally = counts.tally();
    closed = false;
    thread =
        new Thread(
            () -> {
              while (!closed) {
                tally.add(Json.decodeValue(text) == null ? 0 : 1);
              }
            });
    thread.start();
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.join();
  }
}
