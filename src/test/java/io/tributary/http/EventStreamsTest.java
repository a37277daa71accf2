package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testkit.NumberedSseServer;
import io.tributary.testkit.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class EventStreamsTest {

  private Vertx vertx;
  private NumberedSseServer upstream;
  private ShownService service;

  @BeforeEach
  void start(Vertx vertx) {
    this.vertx = vertx;
    upstream = NumberedSseServer.start(vertx);
    service = ShownService.start(vertx, config());
    upstream.awaitOpen(2);
  }

  @AfterEach
  void stop() {
    service.close();
    upstream.close();
  }

  @Test
  void aReaderGetsWhatComesAsAnEventStream() throws Exception {
    try (EventClient reader = read("kept")) {
      upstream.publish(3);

      assertThat(reader.next(3)).containsExactly("message 1 1", "message 2 2", "message 3 3");
      assertThat(reader.head())
          .contains("content-type: text/event-stream", "cache-control: no-store")
          .doesNotContain("content-encoding");
    }
  }

  @Test
  void aReaderThatComesBackMissesNothingAndGetsNothingTwice() throws Exception {
    upstream.publish(5);
    awaitEvents("kept", 5);

    try (EventClient reader = read("kept", "Last-Event-ID: 2")) {
      upstream.publish(6);

      assertThat(reader.next(4))
          .containsExactly("message 3 3", "message 4 4", "message 5 5", "message 6 6");
    }
  }

  @Test
  void aReaderWhoseIdIsOlderThanTheBufferIsToldOfTheGapFirst() throws Exception {
    upstream.publish(30);
    awaitEvents("kept", 30);

    try (EventClient reader = read("kept", "Last-Event-ID: 4")) {
      List<String> events = reader.next(11);

      assertThat(events.get(0)).isEqualTo("gap {\"after\":\"4\"}");
      assertThat(events.get(1)).isEqualTo("message 21 21");
      assertThat(events.get(10)).isEqualTo("message 30 30");
    }
  }

  @Test
  void withoutABufferAnyIdIsAGap() throws Exception {
    upstream.publish(5);
    awaitEvents("unkept", 5);

    try (EventClient reader = read("unkept", "Last-Event-ID: 2")) {
      assertThat(reader.next(1).get(0)).startsWith("gap ");
    }
  }

  @Test
  void readersJoinInTheMidstOfAFloodWithoutAGapOrADuplicate() throws Exception {
    int readers = 20;
    int all = 2_000;
    try (var clients = new Closing()) {
      List<EventClient> open =
          LongStream.range(0, readers)
              .mapToObj(
                  i -> {
                    upstream.publish((i + 1) * ((all - 1) / readers));
                    return clients.add(read("unkept"));
                  })
              .toList();
      // Some are left for whoever joined last.
      upstream.publish(all);

      // The last to join may have come after all of the others.
      upstream.publish(all + 1);
      for (EventClient reader : open) {
        reader.awaitData(Integer.toString(all + 1));
        List<Long> ids = reader.data().stream().map(Long::valueOf).toList();
        assertThat(ids)
            .containsExactlyElementsOf(
                LongStream.rangeClosed(ids.get(0), all + 1).boxed().toList());
      }
    }
  }

  @Test
  void onlyTheTypesThatAreAskedForAreSent() throws Exception {
    try (EventClient none = new EventClient(service.port(), "/streams/kept?events=trade,quote");
        EventClient some = new EventClient(service.port(), "/streams/kept?events=message,trade")) {
      upstream.publish(2);

      assertThat(some.next(2)).containsExactly("message 1 1", "message 2 2");
      assertThat(none.data()).isEmpty();
    }
  }

  @Test
  void aReaderThatStopsReadingIsCutOffAndHarmsNobody() throws Exception {
    upstream.data(n -> n + " " + "x".repeat(10_000));
    try (EventClient asleep = EventClient.thatStopsReading(service.port(), "/streams/unkept");
        EventClient awake = read("unkept")) {
      for (int sent = 50; sent <= 2_000; sent += 50) {
        upstream.publish(sent);
        awake.awaitEvents(sent);
      }
      asleep.awaitCut();
      assertThat(service.json("/api/streams/unkept").getString("state")).isEqualTo("open");
    }
  }

  @Test
  void aStoppedServiceEndsItsReadersInGoodOrder() throws Exception {
    try (EventClient reader = read("kept")) {
      service.close();
      reader.awaitEnd();
      service = ShownService.start(vertx, config());
    }
  }

  private JsonObject config() {
    JsonObject kept = new JsonObject().put("delivery", new JsonObject().put("replay", 10));
    return new JsonObject()
        .put(
            "API",
            new JsonObject()
                .put("kept", ShownService.api(upstream.url("/"), kept))
                .put("unkept", ShownService.api(upstream.url("/"), new JsonObject())));
  }

  private EventClient read(String api, String... headers) {
    return new EventClient(service.port(), "/streams/" + api, headers);
  }

  private void awaitEvents(String api, int count) {
    Waiting.until(
        count + " events", () -> service.json("/api/streams/" + api).getInteger("events") == count);
  }

  private static final class Closing implements AutoCloseable {

    private final List<EventClient> clients = new ArrayList<>();

    EventClient add(EventClient client) {
      clients.add(client);
      return client;
    }

    @Override
    public void close() throws IOException {
      for (EventClient client : clients) {
        client.close();
      }
    }
  }
}
