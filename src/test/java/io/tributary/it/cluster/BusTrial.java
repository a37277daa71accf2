package io.tributary.it.cluster;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Many events a second from one node to another, beside a bare Vert.x that does the same. */
public final class BusTrial {

  /** Events a second. */
  static final int RATE = Integer.getInteger("trial.rate", 50_000);

  private static final int SENDER = 11;
  private static final int RECEIVER = 20;
  private static final long WARM_SECONDS = 10;
  private static final long SECONDS = 20;
  private static final int TICK_MILLIS = 2;
  private static final int MOST_AT_ONCE = 1000;

  private final Network network = new Network();

  private BusTrial() throws IOException {
    network.add(SENDER);
    network.add(RECEIVER);
  }

  public static void main(String[] args) throws IOException {
    BusTrial trial = new BusTrial();
    System.out.println("| sender | received/s | sender CPU | receiver CPU |");
    System.out.println("|---|---|---|---|");
    trial.measure("bare Vert.x, publish", BusPeer.Sender.class, "publish");
    trial.measure("Tributary, publish", BusNode.class, "publish");
    trial.measure("Tributary, request", BusNode.class, "request");
    System.exit(0);
  }

  /** What an event says: about a hundred characters. */
  static String data(long number) {
    return "{\"n\":" + number + ",\"text\":\"" + "x".repeat(90) + "\"}";
  }

  private void measure(String what, Class<?> main, String mode) throws IOException {
    Path folder = Files.createTempDirectory("bus");
    Vertx vertx = Vertx.vertx();
    Member sender = new Member(SENDER, main, folder).optimized();
    Member receiver = new Member(RECEIVER, BusPeer.class, folder).optimized();
    try {
      int port = serve(vertx);
      String url = "http://" + Network.address(1) + ":" + port + "/";
      JsonObject config = Member.config(List.of(SENDER, RECEIVER), 1, url, 1);
      config
          .getJsonObject("API")
          .getJsonObject("api0")
          .put("delivery", new JsonObject().put("mode", mode));
      receiver.start(config);
      Fleet.await("the receiver is ready", () -> receiver.readies() > 0);
      sender.start(config);
      Fleet.await("events come", () -> count(receiver) > 0);
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(WARM_SECONDS));
      long before = count(receiver);
      double sent = sender.cpuSeconds();
      double taken = receiver.cpuSeconds();
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(SECONDS));
      System.out.printf(
          "| %s | %,d | %.0f %% | %.0f %% |%n",
          what,
          (count(receiver) - before) / SECONDS,
          100 * (sender.cpuSeconds() - sent) / SECONDS,
          100 * (receiver.cpuSeconds() - taken) / SECONDS);
    } finally {
      sender.kill();
      receiver.kill();
      vertx.close().await();
    }
  }

  /** As many events as are due, in one write: what makes them must not be what is measured. */
  private static int serve(Vertx vertx) {
    return vertx
        .createHttpServer()
        .requestHandler(
            request -> {
              HttpServerResponse response = request.response().setChunked(true);
              response.putHeader("Content-Type", "text/event-stream").writeHead();
              long start = System.nanoTime();
              AtomicLong number = new AtomicLong();
              vertx.setPeriodic(TICK_MILLIS, tick -> write(response, number, start));
            })
        .listen(0, Network.address(1))
        .await()
        .actualPort();
  }

  private static void write(HttpServerResponse response, AtomicLong number, long start) {
    long due = (System.nanoTime() - start) / (1_000_000_000L / RATE);
    if (response.closed() || response.writeQueueFull() || number.get() >= due) {
      return;
    }
    StringBuilder events = new StringBuilder();
    long end = Math.min(due, number.get() + MOST_AT_ONCE);
    while (number.get() < end) {
      long next = number.incrementAndGet();
      events.append("id: ").append(next).append("\ndata: ").append(data(next)).append("\n\n");
    }
    response.write(events.toString());
  }

  private static long count(Member receiver) {
    List<String> lines = new RecordFile.Tail(receiver.record()).read();
    return lines.isEmpty() ? 0 : Long.parseLong(lines.get(lines.size() - 1));
  }
}
