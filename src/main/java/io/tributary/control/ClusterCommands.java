package io.tributary.control;

import io.tributary.bus.Addresses;
import io.tributary.bus.Command;
import io.tributary.bus.Command.Action;
import io.tributary.bus.ControlFailure;
import io.tributary.bus.StateMessage;
import io.tributary.connection.Timers;
import io.tributary.ownership.Directory;
import io.tributary.ownership.Owner;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Obeys commands about every API of the cluster: what runs on another node is obeyed there. Lives
 * on one event loop.
 */
public final class ClusterCommands implements Commands {

  private static final DeliveryOptions SOON =
      new DeliveryOptions().setSendTimeout(Errand.LIMIT_MILLIS);

  private final Commands local;
  private final Directory directory;
  private final EventBus bus;
  private final Timers timers;

  public ClusterCommands(Commands local, Directory directory, EventBus bus, Timers timers) {
    this.local = local;
    this.directory = directory;
    this.bus = bus;
    this.timers = timers;
  }

  @Override
  public Future<Object> perform(Command command) {
    if (command.action() == Action.LIST) {
      return list();
    }
    if (!directory.apis().contains(command.apiName())) {
      return Future.failedFuture(ControlFailure.unknownApi(command.apiName(), directory.apis()));
    }
    return new Errand(command, local, directory, bus, timers).run();
  }

  private Future<Object> list() {
    Command list = Command.of(Action.LIST, "");
    List<Future<Object>> lists = new ArrayList<>();
    lists.add(local.perform(list));
    for (Owner peer : directory.peers()) {
      lists.add(
          bus.request(Addresses.node(peer.id()), list.toJson(), SOON).map(reply -> reply.body()));
    }
    return Future.join(lists).transform(all -> Future.succeededFuture(together(lists)));
  }

  private JsonArray together(List<Future<Object>> lists) {
    Map<String, JsonObject> states = new TreeMap<>();
    for (Future<Object> list : lists) {
      if (list.succeeded()) {
        for (Object each : (JsonArray) list.result()) {
          JsonObject state = (JsonObject) each;
          states.put(state.getString("apiName"), state);
        }
      }
    }
    Map<String, Owner> owners = directory.owners();
    for (String api : directory.apis()) {
      states.computeIfAbsent(api, none -> unanswered(api, Optional.ofNullable(owners.get(api))));
    }
    return new JsonArray(new ArrayList<>(states.values()));
  }

  /** In the place of a stream that nobody told about. */
  private static JsonObject unanswered(String apiName, Optional<Owner> owner) {
    String reason =
        owner
            .map(it -> "its owner " + it.name() + " does not answer")
            .orElse("no node runs it now");
    String node = owner.map(Owner::name).orElse("");
    return new StateMessage(apiName, "waiting", Instant.now(), 0, node, "", Optional.of(reason))
        .toJson();
  }
}
