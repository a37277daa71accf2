package io.tributary.it;

import io.tributary.testkit.NumberedSseServer;
import io.tributary.testkit.Waiting;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Streams numbered events through a service that is killed with -9 and through connections that are
 * dropped, at random moments, and then reads what the consumer wrote down.
 */
public final class Soak {

  private static final Pattern STORED = Pattern.compile("\"lastEventId\":\"(\\d+)\"");
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final int LONGEST_WAIT_MILLIS = 300;

  /** The server does not write everything at once: a drop would come too late to cut anything. */
  private static final int AHEAD = 5_000;

  private final Path directory;
  private final Path record;
  private final NumberedSseServer server;
  private final Random random;
  private final List<Kill> kills = new ArrayList<>();
  private Process service;

  /**
   * One kill.
   *
   * @param received the highest number that the consumer wrote down
   * @param stored the number in the checkpoint
   */
  record Kill(long received, long stored) {}

  /**
   * What came of it.
   *
   * @param duplicates events that the consumer got more than once, and how often
   */
  record Report(long events, long duplicates, List<Kill> kills, long seconds, int connects) {

    /** How many events lay between the record and the checkpoint at all kills together. */
    long behind() {
      return kills.stream().mapToLong(kill -> kill.received() - kill.stored()).sum();
    }
  }

  Soak(Path directory, NumberedSseServer server, long seed) {
    this.directory = directory;
    this.record = directory.resolve("record");
    this.server = server;
    this.random = new Random(seed);
  }

  /** The big one: events, kills, drops and a seed, all optional. */
  public static void main(String[] args) throws IOException {
    long[] numbers = {1_000_000, 20, 50, System.nanoTime()};
    for (int i = 0; i < args.length; i++) {
      numbers[i] = Long.parseLong(args[i]);
    }
    System.out.println("seed " + numbers[3]);
    Vertx vertx = Vertx.vertx();
    try (NumberedSseServer server = NumberedSseServer.start(vertx)) {
      Soak soak = new Soak(Files.createTempDirectory("soak"), server, numbers[3]);
      Report report = soak.run(numbers[0], (int) numbers[1], (int) numbers[2]);
      System.out.println(report + " behind=" + report.behind());
    }
    Waiting.result(vertx.close());
  }

  /** Throws an {@link AssertionError} where an event is missing or out of order. */
  Report run(long events, int killed, int dropped) throws IOException {
    long start = System.nanoTime();
    List<Long> kill = moments(events, killed);
    List<Long> drop = moments(events, dropped);
    service = start();
    try {
      while (highest() < events) {
        checkHealth(start);
        server.publish(Math.min(events, highest() + AHEAD));
        if (isDue(drop)) {
          server.dropAll();
        }
        if (isDue(kill)) {
          pause();
          kill();
          service = start();
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
      }
    } finally {
      service.destroyForcibly();
    }
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    return new Report(events, duplicates(), kills, seconds, server.lastEventIds().size());
  }

  private List<Long> moments(long events, int count) {
    return new ArrayList<>(random.longs(count, 1, events).sorted().boxed().toList());
  }

  private void pause() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(LONGEST_WAIT_MILLIS)));
  }

  private void kill() throws IOException {
    service.destroyForcibly().onExit().join();
    kills.add(new Kill(highest(), stored()));
  }

  private void checkHealth(long start) throws IOException {
    if (!service.isAlive()) {
      throw new AssertionError("expected a running service, got exit " + service.exitValue());
    }
    if (System.nanoTime() - start > PATIENCE.toNanos()) {
      throw new AssertionError("expected all events, got up to " + highest());
    }
  }

  /** Takes the next moment off the list when it has come. */
  private boolean isDue(List<Long> moments) throws IOException {
    boolean due = !moments.isEmpty() && highest() >= moments.get(0);
    if (due) {
      moments.remove(0);
    }
    return due;
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            SoakService.class.getName(),
            server.url("/events").toString(),
            directory.resolve("checkpoints").toString(),
            record.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("log").toFile()))
        .start();
  }

  private long highest() throws IOException {
    long count = SoakRecord.count(record);
    return count == 0 ? 0 : SoakRecord.numberAt(record, count - 1);
  }

  private long stored() throws IOException {
    Path checkpoints = directory.resolve("checkpoints");
    if (!Files.exists(checkpoints)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(checkpoints)) {
      Path file =
          files.filter(it -> it.toString().endsWith(".checkpoints")).findFirst().orElse(null);
      Matcher found = STORED.matcher(file == null ? "" : Files.readString(file));
      return found.find() ? Long.parseLong(found.group(1)) : 0;
    }
  }

  /** Reads the record: every number, each for the first time right after the one before it. */
  private long duplicates() throws IOException {
    SoakRecord all = SoakRecord.read(record);
    long highest = 0;
    long duplicates = 0;
    for (int i = 0; i < all.size(); i++) {
      long number = all.number(i);
      if (number == highest + 1) {
        highest++;
      } else if (number <= highest) {
        duplicates++;
      } else {
        throw new AssertionError("expected event " + (highest + 1) + ", got " + number);
      }
    }
    return duplicates;
  }
}
