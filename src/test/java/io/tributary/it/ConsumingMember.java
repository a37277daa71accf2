package io.tributary.it;

import io.tributary.ClusterJoin;
import io.tributary.TributaryConsumer;
import io.tributary.bus.Addresses;
import io.tributary.config.ClusterConfig;
import io.tributary.testkit.Waiting;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/** A member of a cluster that runs no API, consumes all of them and gives commands. */
final class ConsumingMember {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int ANSWER_MILLIS = 5000;

  private final Map<String, List<Long>> taken = new ConcurrentHashMap<>();
  private Vertx vertx;

  /** Joins; returns when it hears of every event. */
  void join(ClusterConfig cluster, List<String> apis) {
    Future<Vertx> joined =
        Vertx.builder()
            .with(ClusterJoin.options(cluster, new VertxOptions()))
            .withClusterManager(ClusterJoin.membership(cluster))
            .buildClustered();
    await("the consumer's node has joined", joined::isComplete);
    vertx = Waiting.result(joined);
    List<Future<Void>> listening = new ArrayList<>();
    for (String api : apis) {
      List<Long> numbers = taken.computeIfAbsent(api, none -> new CopyOnWriteArrayList<>());
      listening.add(
          TributaryConsumer.consume(
                  vertx.eventBus(),
                  api,
                  body -> {
                    numbers.add(Long.parseLong(body.getString("id")));
                    return Future.succeededFuture();
                  })
              .completion());
    }
    Waiting.result(Future.all(listening));
  }

  void leave() {
    if (vertx != null) {
      Waiting.result(vertx.close());
      vertx = null;
    }
  }

  /** The numbers of the events that it got, in order; they outlive a leave. */
  List<Long> taken(String apiName) {
    return taken.get(apiName);
  }

  /** Asks until there is an answer: what is asked for twice is done once. */
  JsonObject ask(String action, String apiName) {
    JsonObject command = new JsonObject().put("action", action).put("apiName", apiName);
    List<JsonObject> answers = new ArrayList<>();
    await(
        action + " is answered",
        () -> {
          answer(command).map(JsonObject.class::cast).ifPresent(answers::add);
          return !answers.isEmpty();
        });
    return answers.get(0);
  }

  /** The names of the nodes by what they run, as far as anyone can tell now. */
  Map<String, String> owners() {
    Map<String, String> owners = new HashMap<>();
    answer(new JsonObject().put("action", "list"))
        .map(JsonArray.class::cast)
        .orElseGet(JsonArray::new)
        .forEach(
            each -> {
              JsonObject state = (JsonObject) each;
              owners.put(state.getString("apiName"), state.getString("node"));
            });
    return owners;
  }

  static void await(String what, BooleanSupplier condition) {
    Waiting.until(() -> what, PATIENCE, condition);
  }

  /** Empty: whoever was asked has just died, or the API is moving. */
  private Optional<Object> answer(JsonObject command) {
    DeliveryOptions soon = new DeliveryOptions().setSendTimeout(ANSWER_MILLIS);
    return Waiting.result(
        vertx
            .eventBus()
            .request(Addresses.CONTROL, command, soon)
            .map(reply -> Optional.of(reply.body()))
            .otherwise(Optional.empty()));
  }
}
