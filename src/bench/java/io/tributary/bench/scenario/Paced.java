package io.tributary.bench.scenario;

import io.tributary.bench.process.Child;
import io.tributary.bench.report.Sample;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A client with open streams and a server of its own, which sends only while it is measured. */
final class Paced implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 120;
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final String SILENCE = "pace 0";

  private final String name;
  private final Child server;
  private final Child client;
  private final Memory empty;
  private final int streams;

  /**
   * What a client holds.
   *
   * @param heap bytes of live objects
   * @param residentKilobytes of the whole process
   */
  record Memory(long heap, long residentKilobytes) {

    static Memory of(Child client) {
      Scanner words = new Scanner(client.ask("memory"));
      return new Memory(words.nextLong(), words.nextLong());
    }
  }

  /** Opens so many streams; {@code name} is a variant without the option of that name. */
  Paced(Lab lab, String name, int streams, String... jvm) {
    this.name = name;
    this.streams = streams;
    server = lab.server(name + "-" + streams);
    client = lab.client(name + ",streams=" + streams, server, "/paced", List.of(jvm));
    empty = Memory.of(client);
    client.ask("open");
    awaitAll();
  }

  String name() {
    return name;
  }

  /** The server, to be told other things. */
  Child server() {
    return server;
  }

  /** The client, to be asked other things. */
  Child client() {
    return client;
  }

  /** Waits until the server sees every stream. */
  void awaitAll() {
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (Integer.parseInt(server.ask("streams")) < streams) {
      if (System.nanoTime() > patience) {
        throw new IllegalStateException(
            name + ": expected " + streams + " streams, got " + server.ask("streams"));
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /** What is held now. */
  Memory memory() {
    return Memory.of(client);
  }

  /** Bytes of live objects that each of the streams has added. */
  double heapPerStream() {
    return (double) (memory().heap() - empty.heap()) / streams;
  }

  /** Measures while the server sends as {@code pace} says. */
  Sample measure(String pace, int millis) {
    server.ask(pace);
    Sample sample = Sample.of(client.ask("measure " + millis));
    server.ask(SILENCE);
    return sample;
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
