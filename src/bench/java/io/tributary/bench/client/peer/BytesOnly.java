package io.tributary.bench.client.peer;

import io.tributary.bench.client.Contender;
import io.tributary.bench.client.Counts;
import io.tributary.bench.client.Intake;
import io.tributary.bench.client.Responses;
import io.tributary.bench.client.Variant;
import io.tributary.bench.server.Payload;
import io.tributary.bench.server.StampedChunk;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import java.net.URI;

/**
 * The floor: Vert.x's HTTP client counts the bytes of bodies and does nothing else, or reads the
 * stamp of each event where it knows it to be.
 */
public final class BytesOnly implements Contender {

  private static final int RADIX = 10;

  private final int streams;
  private final int eventLength;
  private final Vertx vertx;
  private Responses responses;

  /** With options {@code streams}, {@code size} and {@code loops}. */
  public BytesOnly(Variant variant) {
    streams = variant.number("streams", 1);
    eventLength = Payload.eventLength(variant.number("size", 100));
    vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(variant.number("loops", 1)));
  }

  @Override
  public void open(URI url, Counts counts) {
    responses =
        Responses.open(
            vertx, url, streams, response -> response.handler(new Bytes(counts.intake())));
  }

  @Override
  public void close() {
    responses.close();
  }

  private final class Bytes implements Handler<Buffer> {

    private final Intake intake;
    private long bytes;

    Bytes(Intake intake) {
      this.intake = intake;
    }

    @Override
    public void handle(Buffer chunk) {
      if (intake.isStamped()) {
        stamps(chunk);
      }
      bytes += chunk.length();
      intake.total(bytes / eventLength);
    }

    /** An event that a chunk cuts is left out. */
    private void stamps(Buffer chunk) {
      int event = (int) (-bytes % eventLength + eventLength) % eventLength;
      for (; event + eventLength <= chunk.length(); event += eventLength) {
        long moment = 0;
        for (int i = 0; i < StampedChunk.STAMP_DIGITS; i++) {
          moment = moment * RADIX + chunk.getByte(event + Payload.DATA_AT + i) - '0';
        }
        intake.due(moment);
      }
    }
  }
}
