package io.tributary.ownership.cluster;

import io.tributary.bus.Addresses;
import io.tributary.cluster.Cluster;
import io.tributary.connection.Timers;
import io.tributary.ownership.Ownership;
import io.tributary.ownership.Tenant;
import io.tributary.ownership.claim.Claim;
import io.tributary.ownership.claim.ClaimPlan;
import io.tributary.ownership.cluster.SharedView.Snapshot;
import io.tributary.ownership.gate.Departures;
import io.tributary.ownership.gate.EmissionGate;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the APIs that this node holds a claim to. Looks at the claims when a member came or went,
 * when another node says so, and regularly.
 */
public final class ClusterOwnership implements Ownership {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterOwnership.class);

  /** Between two pings; every other one also looks at the claims. */
  private static final long TICK_MILLIS = 500;

  /** Between two looks while a node that has left is not yet sure to be silent. */
  private static final long SUSPENSE_MILLIS = 100;

  private final Cluster cluster;
  private final EventBus bus;
  private final Timers timers;
  private final Context context;
  private final History history;
  private final SharedView shared;
  private final EmissionGate gate;
  private final Departures departures;
  private final Pings pings;
  private final Tenancies tenancies;
  private final ClusterDirectory directory;
  private final Moves moves;

  private Map<String, String> definitions = Map.of();
  private Snapshot seen = Snapshot.NOTHING;
  private Set<String> suspects = Set.of();
  private Future<Void> withdrawn;
  private MessageConsumer<Object> pokes;
  private Timers.Timer tick = Timers.Timer.NONE;
  private Timers.Timer soon = Timers.Timer.NONE;
  private boolean looking;
  private boolean lookAgain;
  private boolean even;

  /**
   * To be made on the event loop that it is to live on.
   *
   * @param quorum how many nodes have to be in touch for one to emit
   * @param epochFloor higher than any epoch of which something is stored
   */
  public ClusterOwnership(
      Vertx vertx, Cluster cluster, Timers timers, Quorum quorum, LongSupplier epochFloor) {
    this.cluster = cluster;
    this.bus = vertx.eventBus();
    this.timers = timers;
    this.context = vertx.getOrCreateContext();
    this.history = new History(cluster.nodeId(), epochFloor, timers::nanoTime);
    this.shared = new SharedView(cluster);
    this.gate = new EmissionGate(quorum.needed(), timers::nanoTime);
    this.departures = new Departures(quorum.size(), quorum.needed(), timers::nanoTime);
    this.pings = new Pings(cluster, bus, timers, gate, departures);
    this.tenancies = new Tenancies(shared, this::poke);
    this.directory = new ClusterDirectory(cluster, shared, gate, quorum, tenancies::count);
    this.moves = new Moves(context, cluster.nodeId(), shared, gate, tenancies, directory);
  }

  @Override
  public String node() {
    return cluster.nodeName();
  }

  /** What this node knows of the others. */
  public ClusterDirectory directory() {
    return directory;
  }

  @Override
  public Future<?> start(Map<String, String> hashes, Tenant streams) {
    tenancies.start(streams);
    definitions = hashes;
    directory.knows(hashes);
    pokes = bus.consumer(Addresses.poke(), poke -> look());
    return Future.all(pings.start(), pokes.completion())
        .compose(listening -> shared.announce(definitions))
        .onSuccess(
            announced -> {
              cluster.onChange(() -> context.runOnContext(changed -> lookWithPing()));
              poke();
              tick();
            });
  }

  @Override
  public Future<?> redefine(Map<String, String> hashes) {
    Map<String, String> before = definitions;
    definitions = hashes;
    return shared
        .announce(hashes)
        .compose(
            announced ->
                tenancies.handOver(
                    api -> before.containsKey(api) && !before.get(api).equals(hashes.get(api))))
        .onComplete(done -> poke());
  }

  @Override
  public Future<?> stop() {
    return withdraw()
        .eventually(() -> tenancies.handOver(every -> true))
        .eventually(tenancies::settled)
        .eventually(pings::stop)
        .eventually(() -> pokes == null ? Future.succeededFuture() : pokes.unregister());
  }

  private Future<Void> withdraw() {
    if (withdrawn == null) {
      tick.cancel();
      soon.cancel();
      withdrawn = shared.withdraw();
    }
    return withdrawn;
  }

  private void poke() {
    bus.publish(Addresses.poke(), "");
  }

  private void tick() {
    ping();
    even = !even;
    if (even) {
      look();
    }
    tick = timers.after(TICK_MILLIS, this::tick);
  }

  private void lookWithPing() {
    if (withdrawn == null) {
      ping();
      look();
    }
  }

  private void ping() {
    seen.ready()
        .forEach(
            (id, roster) -> {
              if (!id.equals(cluster.nodeId())) {
                pings.ask(id, roster.name(), suspects);
              }
            });
  }

  /** One look at a time; what comes meanwhile is another one afterwards. */
  private void look() {
    if (withdrawn != null) {
      return;
    }
    lookAgain = looking;
    if (looking) {
      return;
    }
    looking = true;
    long readAt = timers.nanoTime();
    shared
        .read()
        .compose(snapshot -> act(snapshot, readAt))
        .onFailure(why -> LOG.warn("the claims could not be read: {}", why.toString()))
        .onComplete(
            done -> {
              looking = false;
              if (lookAgain) {
                look();
              }
            });
  }

  private Future<?> act(Snapshot now, long readAt) {
    if (withdrawn != null) {
      return Future.succeededFuture();
    }
    boolean others = !seen.ready().keySet().equals(now.ready().keySet());
    seen = now;
    directory.saw(now);
    suspects = suspects(now);
    history.saw(now.claims(), directory.electorate().apis(), gate.hasQuorum());
    List<Future<?>> taken =
        plan().steps().stream().<Future<?>>map(step -> moves.perform(step, definitions)).toList();
    tenancies.check(now.claims());
    gate.verified(readAt);
    if (others) {
      ping();
    }
    if (!suspects.isEmpty() || history.isWaiting()) {
      soon.cancel();
      soon = timers.after(SUSPENSE_MILLIS, this::lookWithPing);
    }
    return Future.join(taken).eventually(this::tidy);
  }

  private ClaimPlan plan() {
    return new ClaimPlan(
        cluster.nodeId(),
        directory.electorate(),
        seen.claims(),
        tenancies.claims(),
        tenancies.busy(),
        gate.hasQuorum(),
        node -> !cluster.members().contains(node) && departures.isGone(node),
        history::hasLapsed,
        history::epochFloor);
  }

  private Set<String> suspects(Snapshot now) {
    Set<String> members = cluster.members();
    return now.claims().values().stream()
        .filter(claim -> claim.held() && !members.contains(claim.node()))
        .map(Claim::node)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Who was taken for gone is not in the map any more, who was replaced still is. */
  private Future<?> tidy() {
    if (withdrawn != null) {
      return withdrawn;
    }
    if (!seen.ready().containsKey(cluster.nodeId())) {
      return shared.announce(definitions);
    }
    return Future.join(seen.replaced().stream().map(shared::forget).toList());
  }
}
