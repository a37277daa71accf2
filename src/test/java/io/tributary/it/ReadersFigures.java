package io.tributary.it;

import io.tributary.Main;
import io.tributary.sse.SseEvent;
import io.tributary.testkit.ExternalProgram;
import io.tributary.testkit.NumberedSseServer;
import io.tributary.testkit.Ports;
import io.tributary.testkit.Waiting;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Thousands of readers of one stream at a steady rate: whether each gets every event, and what that
 * costs the service, which is a process of its own. One more reader never reads.
 */
public final class ReadersFigures {

  private static final int[] USUAL = {5_000, 100, 60, 1_000};
  private static final String CONFIG =
      """
      API:
        prices:
          type: sse
          url: %s
          sseOptions: {maxReconnectAttempts: -1}
      checkpoint: {store: none}
      http: {port: %d}
      """;

  private final ConcurrentLinkedQueue<Long> delays = new ConcurrentLinkedQueue<>();
  private final int rate;
  private final int seconds;
  private final String padding;
  private final NumberedSseServer upstream;

  private ReadersFigures(Vertx vertx, int rate, int seconds, int size) {
    this.rate = rate;
    this.seconds = seconds;
    this.padding = " " + "x".repeat(size);
    this.upstream = NumberedSseServer.start(vertx).data(n -> System.nanoTime() + padding);
  }

  /** Readers, events per second, seconds and bytes of an event, all optional. */
  public static void main(String[] args) throws IOException {
    int[] numbers = USUAL.clone();
    for (int i = 0; i < args.length; i++) {
      numbers[i] = Integer.parseInt(args[i]);
    }
    Vertx vertx = Vertx.vertx();
    new ReadersFigures(vertx, numbers[1], numbers[2], numbers[3]).run(vertx, numbers[0]);
    Waiting.result(vertx.close());
  }

  private void run(Vertx vertx, int count) throws IOException {
    int port = Ports.free();
    Path config = Files.createTempFile("readers", ".yaml");
    Files.writeString(config, config(upstream.url("/"), port));
    List<String> limited = List.of("env", "JAVA_TOOL_OPTIONS=-Xmx512m");
    try (upstream;
        ExternalProgram service =
            ExternalProgram.main(Main.class, limited, "--config", config.toString());
        ManyReaders readers = new ManyReaders(vertx, port, "/streams/prices", this::heard)) {
      service.awaitErr("state=open");
      print("idle", service, 0);
      readers.open(count);
      try (SleepingReader asleep = new SleepingReader(port, "/streams/prices")) {
        print(count + " readers", service, 0);
        Duration before = processorTime(service);
        long began = System.nanoTime();
        long last = publish(began);
        readers.await(last);
        double took = (System.nanoTime() - began) / 1e9;
        Duration used = processorTime(service).minus(before);
        print("after " + last + " events", service, used.toMillis() / 1e3 / took);
        System.out.printf("failures %s%n", readers.failures());
        System.out.printf("delay of the first reader: %s%n", percentiles());
        System.out.printf("asleep: cut %s%n", asleep.wasCut());
      }
    }
    Files.delete(config);
  }

  /** A service on {@code port} that reads {@code upstream}. */
  static String config(URI upstream, int port) {
    return CONFIG.formatted(upstream, port);
  }

  private void heard(SseEvent event, long now) {
    String sent = event.data();
    delays.add(now - Long.parseLong(sent.substring(0, sent.indexOf(' '))));
  }

  /** Publishes at a steady rate, and returns the number of the last event. */
  private long publish(long began) {
    long all = (long) rate * seconds;
    for (long published = 0; published < all; ) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      long due = (System.nanoTime() - began) * rate / TimeUnit.SECONDS.toNanos(1);
      if (due > published) {
        published = Math.min(all, due);
        upstream.publish(published);
      }
    }
    return all;
  }

  private String percentiles() {
    long[] sorted = delays.stream().mapToLong(Long::longValue).sorted().toArray();
    return Arrays.stream(new double[] {0.5, 0.99, 0.9999})
        .mapToObj(share -> "%.0f ms".formatted(sorted[(int) (share * (sorted.length - 1))] / 1e6))
        .toList()
        .toString();
  }

  private static void print(String when, ExternalProgram service, double processors)
      throws IOException {
    String resident =
        Files.readAllLines(Path.of("/proc", Long.toString(service.pid()), "status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .findFirst()
            .orElse("VmRSS: unknown")
            .replaceAll("\\s+", " ");
    System.out.printf("%s: %s, %.2f processors%n", when, resident, processors);
  }

  private static Duration processorTime(ExternalProgram service) {
    return ProcessHandle.of(service.pid())
        .flatMap(process -> process.info().totalCpuDuration())
        .orElse(Duration.ZERO);
  }
}
