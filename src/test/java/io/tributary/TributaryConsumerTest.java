package io.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.bus.EventHeaders;
import io.tributary.testkit.Waiting;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every event is requested and answered before the next, so the order is the order of the test. */
@ExtendWith(VertxExtension.class)
class TributaryConsumerTest {

  private static final String ADDRESS = "prices";

  private final List<String> processed = new ArrayList<>();
  private Function<JsonObject, Future<?>> processing = body -> Future.succeededFuture();
  private Vertx vertx;

  @BeforeEach
  void setUp(Vertx vertx) {
    this.vertx = vertx;
  }

  @Test
  void withoutAClusterNothingIsLeftOut() {
    consume(10);
    request(event("1", "a"), new DeliveryOptions());
    request(event("1", "a"), new DeliveryOptions());
    assertThat(processed).containsExactly("a", "a");
  }

  @Test
  void whatComesAgainFromANewOwnerIsLeftOut() {
    consume(10);
    send(7, "1", "a");
    send(7, "2", "b");
    send(8, "1", "a");
    send(8, "2", "b");
    send(8, "3", "c");
    assertThat(processed).containsExactly("a", "b", "c");
  }

  @Test
  void anIdThatComesTwiceFromOneOwnerAreTwoEvents() {
    consume(10);
    send(7, "1", "a");
    send(7, "1", "b");
    assertThat(processed).containsExactly("a", "b");
  }

  @Test
  void whatAnOwnerThatWasReplacedStillSendsIsLeftOut() {
    consume(10);
    send(8, "1", "a");
    send(7, "0", "late");
    send(7, "", "late");
    send(8, "2", "b");
    assertThat(processed).containsExactly("a", "b");
  }

  @Test
  void eventsWithoutAnIdOfTheirOwnAreNeverLeftOut() {
    consume(10);
    send(7, "1", "a");
    send(8, "", "b");
    request(event("1", "c"), options(8).addHeader(EventHeaders.INHERITED_ID, "true"));
    request(event("1", "d"), options(9).addHeader(EventHeaders.INHERITED_ID, "true"));
    assertThat(processed).containsExactly("a", "b", "c", "d");
  }

  @Test
  void whatCouldNotBeProcessedComesAgainFromTheNewOwner() {
    processing =
        body -> processed.size() == 1 ? Future.failedFuture("full") : Future.succeededFuture();
    consume(10);
    assertThat(outcome(7, "1", "a")).hasMessageContaining("full");
    assertThat(outcome(8, "1", "a")).isNull();
    assertThat(processed).containsExactly("a", "a");
  }

  @Test
  void whatIsStillProcessedIsAcknowledgedToTheNewOwnerWhenItIsDone() {
    Promise<Void> slow = Promise.promise();
    processing = body -> slow.future();
    consume(10);
    Future<?> first = vertx.eventBus().request(ADDRESS, event("1", "a"), options(7));
    Future<?> again = vertx.eventBus().request(ADDRESS, event("1", "a"), options(8));
    request(event("", "marker"), options(8));
    assertThat(again.isComplete()).isFalse();
    slow.complete();
    Waiting.result(first);
    Waiting.result(again);
    assertThat(processed).containsExactly("a", "marker");
  }

  @Test
  void anExceptionIsAFailureToo() {
    processing =
        body -> {
          throw new IllegalStateException("broken");
        };
    consume(10);
    assertThat(outcome(7, "1", "a")).hasMessageContaining("broken");
  }

  @Test
  void itRemembersNoMoreIdsThanItMay() {
    consume(2);
    send(7, "1", "a");
    send(7, "2", "b");
    send(7, "3", "c");
    send(8, "1", "a");
    send(8, "3", "c");
    assertThat(processed).containsExactly("a", "b", "c", "a");
  }

  private void consume(int ids) {
    TributaryConsumer consumer =
        TributaryConsumer.consume(
            vertx.eventBus(),
            ADDRESS,
            ids,
            body -> {
              processed.add(body.getString("data"));
              return body.getString("data").equals("marker")
                  ? Future.succeededFuture()
                  : processing.apply(body);
            });
    Waiting.result(consumer.completion());
  }

  private void send(long epoch, String id, String data) {
    request(event(id, data), options(epoch));
  }

  private void request(JsonObject event, DeliveryOptions options) {
    Waiting.result(vertx.eventBus().request(ADDRESS, event, options));
  }

  private Throwable outcome(long epoch, String id, String data) {
    return Waiting.result(
        vertx
            .eventBus()
            .request(ADDRESS, event(id, data), options(epoch))
            .transform(reply -> Future.succeededFuture(reply.cause())));
  }

  private static DeliveryOptions options(long epoch) {
    return new DeliveryOptions().addHeader(EventHeaders.EPOCH, Long.toString(epoch));
  }

  private static JsonObject event(String id, String data) {
    return new JsonObject().put("event", "message").put("id", id).put("data", data);
  }
}
