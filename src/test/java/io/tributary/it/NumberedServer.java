package io.tributary.it;

import io.tributary.testkit.NumberedSseServer;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicLong;

/** A server process that prints its port and publishes an event every few milliseconds. */
public final class NumberedServer {

  private static final long EVERY_MILLIS = 20;

  private NumberedServer() {}

  public static void main(String[] args) {
    Vertx vertx = Vertx.vertx();
    NumberedSseServer server = NumberedSseServer.start(vertx);
    AtomicLong number = new AtomicLong();
    vertx.setPeriodic(EVERY_MILLIS, tick -> server.publish(number.incrementAndGet()));
    System.out.println(server.port());
  }
}
