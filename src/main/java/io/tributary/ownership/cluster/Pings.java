package io.tributary.ownership.cluster;

import io.tributary.bus.Addresses;
import io.tributary.cluster.Cluster;
import io.tributary.connection.Timers;
import io.tributary.ownership.gate.Departures;
import io.tributary.ownership.gate.EmissionGate;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/**
 * Asks the other nodes to confirm this one, and confirms them as long as they are members. With the
 * same question it asks about nodes that have left. Lives on one event loop.
 */
final class Pings {

  private static final String NODE = "node";
  private static final String GONE = "gone";

  /** In an answer: this node still confirms the one that was asked about. */
  private static final long CONFIRMS = -1;

  private static final int NO_MEMBER = 409;
  private static final DeliveryOptions OPTIONS =
      new DeliveryOptions().setSendTimeout(EmissionGate.CONFIRMED_NANOS / 1_000_000);

  private final Cluster cluster;
  private final EventBus bus;
  private final Timers timers;
  private final EmissionGate gate;
  private final Departures departures;
  private MessageConsumer<JsonObject> consumer;

  Pings(Cluster cluster, EventBus bus, Timers timers, EmissionGate gate, Departures departures) {
    this.cluster = cluster;
    this.bus = bus;
    this.timers = timers;
    this.gate = gate;
    this.departures = departures;
  }

  /** Completes when every node can ask this one. */
  Future<Void> start() {
    consumer = bus.consumer(Addresses.ping(cluster.nodeId()), this::answer);
    return consumer.completion();
  }

  Future<Void> stop() {
    return consumer == null ? Future.succeededFuture() : consumer.unregister();
  }

  /**
   * Asks a node.
   *
   * @param name of that node: its vote
   * @param gone nodes that seem to have left
   */
  void ask(String nodeId, String name, Set<String> gone) {
    long askedAt = timers.nanoTime();
    JsonObject question =
        new JsonObject()
            .put(NODE, cluster.nodeId())
            .put(GONE, new JsonArray(gone.stream().toList()));
    bus.<JsonObject>request(Addresses.ping(nodeId), question, OPTIONS)
        .onSuccess(answer -> confirmed(name, askedAt, answer.body()))
        .otherwiseEmpty(); // no answer is no confirmation: the gate notices
  }

  private void confirmed(String name, long askedAt, JsonObject answer) {
    gate.confirmed(name, askedAt);
    answer.forEach(
        entry -> {
          long ago = ((Number) entry.getValue()).longValue();
          if (ago == CONFIRMS) {
            departures.confirms(name, entry.getKey());
          } else {
            departures.refused(name, entry.getKey(), ago);
          }
        });
  }

  private void answer(Message<JsonObject> question) {
    String node = question.body().getString(NODE);
    Set<String> members = cluster.members();
    if (!members.contains(node)) {
      question.fail(NO_MEMBER, "expected a member, got " + node);
      return;
    }
    departures.confirmed(node);
    JsonObject answer = new JsonObject();
    for (Object gone : question.body().getJsonArray(GONE)) {
      String left = (String) gone;
      answer.put(left, members.contains(left) ? CONFIRMS : departures.confirmedAgo(left));
    }
    question.reply(answer);
  }
}
