package io.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.bus.Addresses;
import io.tributary.config.ServiceConfig;
import io.tributary.testkit.LiveObjects;
import io.tributary.testkit.NumberedSseServer;
import io.tributary.testkit.Waiting;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two thousand APIs of one host in one process: each gets all its events, none leaves a trace. */
@ExtendWith(VertxExtension.class)
class ManyStreamsTest {

  private static final int APIS = 2000;
  private static final int EVENTS = 5;
  private static final String TIMER = "io.vertx.core.impl.VertxImpl$InternalTimerHandler";

  @Test
  void allStreamAtOnceAndAllEndByCommand(Vertx vertx) {
    try (NumberedSseServer server = NumberedSseServer.start(vertx)) {
      List<AtomicInteger> received =
          IntStream.range(0, APIS).mapToObj(i -> new AtomicInteger()).toList();
      for (int i = 0; i < APIS; i++) {
        AtomicInteger counter = received.get(i);
        vertx
            .eventBus()
            .consumer(
                "api" + i,
                (Message<JsonObject> event) -> {
                  int next = counter.get() + 1;
                  // In order and without a gap, or the count stays behind.
                  if (event.body().getString("id").equals(Integer.toString(next))) {
                    counter.set(next);
                  }
                });
      }

      long timersBefore = LiveObjects.count().of(TIMER);
      Tributary service = new Tributary(ServiceConfig.parse(config(server)));
      String deployment = Waiting.result(vertx.deployVerticle(service));

      awaitOpen(server, APIS);

      server.publish(EVENTS);
      Waiting.until(
          () -> "every event at every consumer, were " + received,
          Duration.ofSeconds(60),
          () -> received.stream().allMatch(counter -> counter.get() == EVENTS));

      // Each waits for silence; were they not to be seen here, their absence later would say
      // nothing.
      assertThat(LiveObjects.count().of(TIMER)).isGreaterThanOrEqualTo(timersBefore + APIS);

      Future<?> disconnected =
          Future.all(
              IntStream.range(0, APIS)
                  .mapToObj(i -> command("disconnect").put("apiName", "api" + i))
                  .map(command -> vertx.eventBus().request(Addresses.CONTROL, command))
                  .toList());
      Waiting.result(disconnected);

      awaitOpen(server, 0);
      // One periodic timer may be the service's own; none is a stream's.
      Waiting.until(
          () -> "timers gone, were " + LiveObjects.count().of(TIMER),
          Waiting.PATIENCE,
          () -> LiveObjects.count().of(TIMER) < timersBefore + 10);

      JsonArray states =
          (JsonArray)
              Waiting.result(vertx.eventBus().request(Addresses.CONTROL, command("list"))).body();
      assertThat(states).hasSize(APIS);
      assertThat(states)
          .allMatch(it -> ((JsonObject) it).getString("state").equals("disconnected"));
      assertThat(server.lastEventIds()).as("connects").hasSize(APIS);

      Waiting.result(vertx.undeploy(deployment));

      assertThat(vertx.deploymentIDs()).isEmpty();
      Waiting.until(
          () -> timersBefore + " timers, were " + LiveObjects.count().of(TIMER),
          Waiting.PATIENCE,
          () -> LiveObjects.count().of(TIMER) <= timersBefore);
      Throwable nobody =
          Waiting.result(
              vertx
                  .eventBus()
                  .request(Addresses.CONTROL, command("list"))
                  .transform(reply -> Future.succeededFuture(reply.cause())));
      assertThat(nobody).hasMessageContaining("No handlers for address " + Addresses.CONTROL);
    }
  }

  private static void awaitOpen(NumberedSseServer server, int count) {
    Waiting.until(
        () -> count + " open streams, were " + server.open(),
        Duration.ofSeconds(60),
        () -> server.open() == count);
  }

  private static JsonObject config(NumberedSseServer server) {
    JsonObject apis = new JsonObject();
    for (int i = 0; i < APIS; i++) {
      apis.put(
          "api" + i,
          new JsonObject().put("type", "sse").put("url", server.url("/" + i).toString()));
    }
    return new JsonObject()
        .put("API", apis)
        .put("checkpoint", new JsonObject().put("store", "none"));
  }

  private static JsonObject command(String action) {
    return new JsonObject().put("action", action);
  }
}
