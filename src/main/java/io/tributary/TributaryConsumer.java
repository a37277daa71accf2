package io.tributary;

import io.tributary.bus.EventHeaders;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;

/**
 * Consumes the events of one API and leaves out those that come twice because another node of the
 * cluster took the API over. In request mode it acknowledges each event when its processing is
 * done. To be made on the event loop that is to process the events; without a cluster it is an
 * ordinary consumer.
 */
public final class TributaryConsumer {

  /** More than what comes again after any takeover with default settings. */
  public static final int DEFAULT_REMEMBERED_IDS = 10_000;

  private static final int FAILED = 500;

  private final Function<JsonObject, Future<?>> processing;
  private final SeenIds seen;
  private final MessageConsumer<JsonObject> consumer;

  private TributaryConsumer(
      EventBus bus, String address, int ids, Function<JsonObject, Future<?>> processing) {
    this.processing = processing;
    this.seen = new SeenIds(ids);
    this.consumer = bus.consumer(address, this::received);
  }

  /**
   * Hands the body of each event to {@code processing}.
   *
   * @param address the API's name, unless its {@code delivery.address} says otherwise
   * @param processing a future that fails: in request mode the event comes again
   */
  public static TributaryConsumer consume(
      EventBus bus, String address, Function<JsonObject, Future<?>> processing) {
    return consume(bus, address, DEFAULT_REMEMBERED_IDS, processing);
  }

  /** As {@link #consume(EventBus, String, Function)}, remembering {@code ids} ids. */
  public static TributaryConsumer consume(
      EventBus bus, String address, int ids, Function<JsonObject, Future<?>> processing) {
    return new TributaryConsumer(bus, address, ids, processing);
  }

  /** Completes when every node knows of this consumer. */
  public Future<Void> completion() {
    return consumer.completion();
  }

  /** Consumes nothing more. */
  public Future<Void> unregister() {
    return consumer.unregister();
  }

  private void received(Message<JsonObject> message) {
    outcome(message)
        .onSuccess(done -> message.reply(null))
        .onFailure(why -> message.fail(FAILED, String.valueOf(why.getMessage())));
  }

  private Future<?> outcome(Message<JsonObject> message) {
    MultiMap headers = message.headers();
    String header = headers.get(EventHeaders.EPOCH);
    if (header == null) {
      return process(message.body());
    }
    long epoch = Long.parseLong(header);
    if (seen.isLate(epoch)) {
      return Future.succeededFuture();
    }
    String id = message.body().getString("id", "");
    if (id.isEmpty() || headers.contains(EventHeaders.INHERITED_ID)) {
      return process(message.body());
    }
    return seen.earlier(epoch, id).orElseGet(() -> processNew(epoch, id, message.body()));
  }

  private Future<?> processNew(long epoch, String id, JsonObject body) {
    Future<?> outcome = process(body);
    seen.add(epoch, id, outcome);
    return outcome;
  }

  /** What is thrown is a failure too. */
  private Future<?> process(JsonObject body) {
    return Future.succeededFuture(body).compose(it -> processing.apply(it).mapEmpty());
  }
}
