package io.tributary.ownership.cluster;

import io.tributary.bus.Addresses;
import io.tributary.cluster.Cluster;
import io.tributary.connection.Timers;
import io.tributary.ownership.Ownership;
import io.tributary.ownership.Tenant;
import io.tributary.ownership.claim.Claim;
import io.tributary.ownership.claim.ClaimPlan;
import io.tributary.ownership.claim.Roster;
import io.tributary.ownership.claim.Step;
import io.tributary.ownership.gate.Departures;
import io.tributary.ownership.gate.EmissionGate;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  private static final long MILLIS_PER_SECOND = 1000;

  private final Cluster cluster;
  private final EventBus bus;
  private final Timers timers;
  private final Context context;
  private final SharedView shared;
  private final EmissionGate gate;
  private final Departures departures;
  private final Pings pings;

  private final Map<String, Holding> running = new HashMap<>();
  private final Map<String, Future<?>> stopping = new HashMap<>();
  private final Set<String> busy = new HashSet<>();
  private Map<String, String> definitions = Map.of();
  private Map<String, Roster> ready = Map.of();
  private Set<String> suspects = Set.of();
  private Future<Void> withdrawn;
  private Tenant tenant;
  private MessageConsumer<Object> pokes;
  private Timers.Timer tick = Timers.Timer.NONE;
  private Timers.Timer soon = Timers.Timer.NONE;
  private boolean looking;
  private boolean lookAgain;
  private boolean even;

  /**
   * To be made on the event loop that it is to live on.
   *
   * @param size how many nodes the whole cluster has
   * @param quorum how many of them have to be in touch for a node to emit
   */
  public ClusterOwnership(Vertx vertx, Cluster cluster, Timers timers, int size, int quorum) {
    this.cluster = cluster;
    this.bus = vertx.eventBus();
    this.timers = timers;
    this.context = vertx.getOrCreateContext();
    this.shared = new SharedView(cluster);
    this.gate = new EmissionGate(quorum, timers::nanoTime);
    this.departures = new Departures(size, quorum, timers::nanoTime);
    this.pings = new Pings(cluster, bus, timers, gate, departures);
  }

  @Override
  public String node() {
    return cluster.nodeName();
  }

  @Override
  public Future<?> start(Map<String, String> hashes, Tenant streams) {
    tenant = streams;
    definitions = hashes;
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
                Future.join(
                    running.keySet().stream()
                        .filter(api -> !before.get(api).equals(hashes.get(api)))
                        .filter(api -> !busy.contains(api))
                        .toList()
                        .stream()
                        .map(this::handOver)
                        .toList()))
        .onComplete(done -> poke());
  }

  @Override
  public Future<?> stop() {
    return withdraw()
        .eventually(
            () -> Future.join(Set.copyOf(running.keySet()).stream().map(this::handOver).toList()))
        .eventually(() -> Future.join(stopping.values().stream().toList()))
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
    ready.forEach(
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
        .compose(seen -> act(seen, readAt))
        .onFailure(why -> LOG.warn("the claims could not be read: {}", why.toString()))
        .onComplete(
            done -> {
              looking = false;
              if (lookAgain) {
                look();
              }
            });
  }

  private Future<?> act(SharedView.Snapshot seen, long readAt) {
    boolean firstSight = !ready.keySet().equals(seen.ready().keySet());
    ready = seen.ready();
    Set<String> members = cluster.members();
    suspects =
        seen.claims().values().stream()
            .filter(claim -> claim.held() && !members.contains(claim.node()))
            .map(Claim::node)
            .collect(Collectors.toUnmodifiableSet());
    if (withdrawn != null) {
      return Future.succeededFuture();
    }
    List<Step> steps =
        new ClaimPlan(
                cluster.nodeId(),
                seen.electorate(),
                seen.claims(),
                claimsOf(running),
                busy,
                gate.hasQuorum(),
                node -> !cluster.members().contains(node) && departures.isGone(node),
                System.currentTimeMillis() / MILLIS_PER_SECOND)
            .steps();
    List<Future<?>> taken = steps.stream().<Future<?>>map(step -> perform(step, seen)).toList();
    gate.verified(readAt);
    if (firstSight) {
      ping();
    }
    if (!suspects.isEmpty()) {
      soon.cancel();
      soon = timers.after(SUSPENSE_MILLIS, this::lookWithPing);
    }
    return Future.join(taken);
  }

  private static Map<String, Claim> claimsOf(Map<String, Holding> holdings) {
    return holdings.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().claim));
  }

  /** The future is of what must be over before the next look. */
  private Future<?> perform(Step step, SharedView.Snapshot seen) {
    if (step instanceof Step.Take take) {
      return take(take, seen);
    }
    if (step instanceof Step.Lost lost) {
      LOG.warn("api={} lost to another node", lost.apiName());
      running.get(lost.apiName()).revoke();
      leave(lost.apiName());
      return Future.succeededFuture();
    }
    if (step instanceof Step.Release release) {
      return shared.swap(release.apiName(), Optional.of(release.held()), release.held().released());
    }
    handOver(step.apiName());
    return Future.succeededFuture();
  }

  private Future<?> take(Step.Take take, SharedView.Snapshot seen) {
    String api = take.apiName();
    String hash = definitions.getOrDefault(api, "");
    Optional<Boolean> wished = SharedView.wished(seen.wishes(), api, hash);
    return shared
        .swap(api, take.expected(), take.next())
        .onSuccess(
            swapped -> {
              if (swapped) {
                run(api, take.next(), wished);
              }
            });
  }

  private void run(String api, Claim claim, Optional<Boolean> wished) {
    Holding[] self = new Holding[1];
    Holding holding =
        new Holding(claim, gate, wished, () -> context.runOnContext(ended -> ended(api, self[0])));
    self[0] = holding;
    running.put(api, holding);
    LOG.info("api={} taken epoch={}", api, claim.epoch());
    stopping
        .getOrDefault(api, Future.succeededFuture())
        .eventually(() -> tenant.run(api, holding))
        .onFailure(why -> LOG.error("api={} could not be run", api, why));
  }

  /** A stream that stops unasked: the service is being undeployed, so others should have it all. */
  private void ended(String api, Holding holding) {
    if (running.get(api) == holding && !busy.contains(api)) {
      stopping.put(api, withdraw().eventually(() -> release(api, holding)));
    }
  }

  private Future<?> handOver(String api) {
    Holding holding = running.get(api);
    busy.add(api);
    return leave(api)
        .eventually(() -> release(api, holding))
        .onComplete(done -> busy.remove(api))
        .onComplete(done -> poke());
  }

  private Future<?> release(String api, Holding holding) {
    holding.revoke();
    running.remove(api, holding);
    return shared.swap(api, Optional.of(holding.claim), holding.claim.released());
  }

  private Future<?> leave(String api) {
    running.remove(api);
    Future<?> left = tenant.leave(api);
    stopping.put(api, left);
    left.onComplete(done -> stopping.remove(api, left));
    return left;
  }
}
