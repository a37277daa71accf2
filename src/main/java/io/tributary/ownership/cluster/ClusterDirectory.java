package io.tributary.ownership.cluster;

import io.tributary.bus.ControlFailure;
import io.tributary.cluster.Cluster;
import io.tributary.ownership.Directory;
import io.tributary.ownership.Owner;
import io.tributary.ownership.Standing;
import io.tributary.ownership.claim.Claim;
import io.tributary.ownership.claim.Electorate;
import io.tributary.ownership.claim.Roster;
import io.tributary.ownership.cluster.SharedView.Snapshot;
import io.tributary.ownership.gate.EmissionGate;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/** What ownership saw when it last looked, and what users want. */
public final class ClusterDirectory implements Directory {

  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Cluster cluster;
  private final SharedView shared;
  private final EmissionGate gate;
  private final Quorum quorum;
  private final IntSupplier owned;
  private final AtomicLong takeovers = new AtomicLong();
  private volatile Snapshot seen = Snapshot.NOTHING;
  private volatile Electorate electorate = new Electorate(Map.of());

  /** Has seen nothing yet; {@code owned} says how many APIs this node runs. */
  ClusterDirectory(
      Cluster cluster, SharedView shared, EmissionGate gate, Quorum quorum, IntSupplier owned) {
    this.cluster = cluster;
    this.shared = shared;
    this.gate = gate;
    this.quorum = quorum;
    this.owned = owned;
  }

  @Override
  public Owner self() {
    return new Owner(cluster.nodeId(), cluster.nodeName());
  }

  @Override
  public List<Owner> peers() {
    String me = cluster.nodeId();
    return seen.ready().entrySet().stream()
        .filter(node -> !node.getKey().equals(me))
        .map(node -> new Owner(node.getKey(), node.getValue().name()))
        .toList();
  }

  @Override
  public Set<String> apis() {
    return electorate.apis();
  }

  @Override
  public Map<String, Owner> owners() {
    Map<String, Owner> owners = new HashMap<>();
    seen.claims()
        .forEach(
            (api, claim) -> {
              if (claim.held() && electorate.apis().contains(api)) {
                owners.put(api, named(claim));
              }
            });
    return owners;
  }

  @Override
  public Future<Optional<Owner>> owner(String apiName) {
    return shared.claim(apiName).map(claim -> claim.filter(Claim::held).map(this::named));
  }

  @Override
  public Future<Void> wish(String apiName, boolean connected) {
    if (!gate.hasQuorum()) {
      return Future.failedFuture(
          new ControlFailure(
              ControlFailure.UNAVAILABLE,
              "expected contact to %d of %d nodes, got too few: what is asked for here would not hold"
                  .formatted(quorum.needed(), quorum.size())));
    }
    return shared.wish(apiName, connected, hash(apiName));
  }

  @Override
  public Standing standing() {
    return new Standing(
        cluster.members().size(),
        seen.ready().size(),
        quorum.size(),
        quorum.needed(),
        gate.hasQuorum(),
        owned.getAsInt(),
        takeovers.get(),
        gate.closedNanos() / NANOS_PER_SECOND,
        electorate.disputed());
  }

  /** Who should run what. */
  Electorate electorate() {
    return electorate;
  }

  /** What this node itself brings, before it has looked. */
  void knows(Map<String, String> definitions) {
    Roster own = new Roster(cluster.nodeName(), definitions);
    saw(new Snapshot(Map.of(cluster.nodeId(), own), Map.of(), Set.of()));
  }

  /** What the maps said just now. */
  void saw(Snapshot now) {
    // Rosters are parsed once and kept: the same ones mean the same electorate.
    if (!now.ready().equals(seen.ready())) {
      electorate = now.electorate();
    }
    seen = now;
  }

  void tookOver() {
    takeovers.incrementAndGet();
  }

  /** Of the definition that the API runs with. */
  private String hash(String apiName) {
    return electorate
        .owner(apiName)
        .map(seen.ready()::get)
        .map(Roster::definitions)
        .map(definitions -> definitions.get(apiName))
        .orElse("");
  }

  private Owner named(Claim claim) {
    Roster roster = seen.ready().get(claim.node());
    return new Owner(claim.node(), roster == null ? claim.node() : roster.name());
  }
}
