package io.tributary.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class NumberedSseServerTest {

  private NumberedSseServer server;

  @BeforeEach
  void start(Vertx vertx) {
    server = NumberedSseServer.start(vertx);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void itWritesWhatIsPublishedAndResumesAfterTheLastEventId() throws IOException {
    server.data(n -> "n" + n).publish(2);
    try (RawClient client = client().get("/")) {
      assertThat(client.readUntil("data: n2\n\n\r\n")).contains("id: 1\ndata: n1\n\n");
      server.publish(3);
      client.readUntil("data: n3\n\n\r\n");
    }
    try (RawClient client = client().get("/", "Last-Event-ID: 2")) {
      assertThat(client.readUntil("data: n3\n\n\r\n")).doesNotContain("data: n2");
    }
    assertThat(server.lastEventIds()).containsExactly("", "2");
  }

  @Test
  void aClientThatDoesNotReadHoldsItBack() throws IOException {
    server.data(n -> "x".repeat(10_000)).publish(Long.MAX_VALUE);
    try (RawClient client = client().get("/")) {
      Waiting.until("the stream is held back", () -> server.heldBack() == 1);
      long written = server.highestWritten();
      assertThat(written).isBetween(1L, 100_000L);
      client.readUntil("id: " + (written + 1) + "\n");
      assertThat(server.highestWritten()).isGreaterThan(written);
    }
    server.awaitOpen(0);
  }

  @Test
  void itIsKilledAndComesBackOnItsPort() throws IOException {
    server.publish(1);
    try (RawClient client = client().get("/")) {
      client.readUntil("data: 1\n\n\r\n");
      server.kill().publish(2).restart();
      assertThat(client.readAll()).isNotEmpty();
    }
    try (RawClient client = client().get("/")) {
      client.readUntil("data: 2\n\n\r\n");
      server.dropAll();
      client.readAll();
    }
    server.awaitOpen(0);
  }

  private RawClient client() throws IOException {
    return new RawClient(server.port());
  }
}
