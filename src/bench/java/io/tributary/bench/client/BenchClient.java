package io.tributary.bench.client;

import io.tributary.bench.process.CommandLoop;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The process that receives, with one {@link Contender}. Arguments: which one, and the URL. */
public final class BenchClient {

  private static final long FIRST_EVENT_SECONDS = 3;
  private static final long SETTLE_MILLIS = 200;
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Contender contender;
  private final URI url;
  private final boolean stamped;
  private Counts counts;

  private BenchClient(Variant variant, URI url) {
    this.contender = Contenders.of(variant);
    this.url = url;
    this.stamped = variant.is("stamped", "yes");
    this.counts = new Counts(stamped);
  }

  /** Obeys until standard input ends. */
  public static void main(String[] args) throws IOException {
    BenchClient client = new BenchClient(Variant.of(args[0]), URI.create(args[1]));
    CommandLoop.serve(
        "ready",
        Map.of(
            "run", client::run,
            "open", client::open,
            "measure", client::measure,
            "latencies", words -> client.counts.latencies(),
            "memory", words -> Memory.now(),
            "close", client::close));
    System.exit(0);
  }

  /** Opens, measures and closes. */
  private String run(List<String> words) throws Exception {
    open(List.of());
    String result = measure(words);
    close(List.of());
    return result;
  }

  private String open(List<String> none) throws Exception {
    counts = new Counts(stamped);
    contender.open(url, counts);
    return "ok";
  }

  /** Measures for so many milliseconds from when events flow. */
  private String measure(List<String> words) {
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(FIRST_EVENT_SECONDS);
    while (counts.sum() == 0 && System.nanoTime() < patience) {
      LockSupport.parkNanos(POLL_NANOS);
    }
    pause(SETTLE_MILLIS);
    Usage before = Usage.now(counts);
    pause(Long.parseLong(words.get(0)));
    return Usage.now(counts).since(before);
  }

  private String close(List<String> none) throws Exception {
    contender.close();
    return "ok";
  }

  private static void pause(long millis) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
