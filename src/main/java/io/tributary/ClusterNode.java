package io.tributary;

import io.tributary.bus.Addresses;
import io.tributary.checkpoint.Checkpoints;
import io.tributary.checkpoint.cluster.ClusterCheckpoints;
import io.tributary.cluster.Cluster;
import io.tributary.cluster.HazelcastCluster;
import io.tributary.config.CheckpointConfig;
import io.tributary.config.ClusterConfig;
import io.tributary.connection.Timers;
import io.tributary.control.ClusterCommands;
import io.tributary.control.Commands;
import io.tributary.control.ControlEndpoint;
import io.tributary.metrics.NodeSeries;
import io.tributary.metrics.PrometheusMetrics;
import io.tributary.ownership.Directory;
import io.tributary.ownership.Ownership;
import io.tributary.ownership.Standing;
import io.tributary.ownership.cluster.ClusterOwnership;
import io.tributary.ownership.cluster.Quorum;
import io.tributary.stream.VertxTimers;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import io.vertx.spi.cluster.hazelcast.ClusterHealthCheck;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A node of a cluster: it runs the APIs that it holds a claim to and shares positions and commands
 * with the others. Needs the cluster manager's jar. Lives on the event loop that makes it.
 */
final class ClusterNode implements Formation {

  private final Vertx vertx;
  private final Timers timers;
  private final ClusterOwnership ownership;
  private final Checkpoints checkpoints;

  /**
   * A node that does not take part yet.
   *
   * @throws IllegalStateException {@code vertx} is not clustered by Hazelcast
   */
  ClusterNode(Vertx vertx, ClusterConfig cluster, CheckpointConfig checkpoint) {
    this.vertx = vertx;
    this.timers = new VertxTimers(vertx);
    Cluster nodes = new HazelcastCluster(vertx);
    Quorum quorum = new Quorum(cluster.size(), cluster.quorum());
    LongSupplier epochFloor = () -> 0;
    if (checkpoint.store() == CheckpointConfig.Store.CLUSTER) {
      ClusterCheckpoints shared =
          new ClusterCheckpoints(
              vertx,
              nodes,
              timers,
              checkpoint.directory().resolve("cluster"),
              checkpoint.onCorrupt() == CheckpointConfig.OnCorrupt.FRESH);
      this.checkpoints = shared;
      epochFloor = shared::epochFloor;
    } else {
      this.checkpoints = SingleNode.checkpoints(vertx, checkpoint);
    }
    this.ownership = new ClusterOwnership(vertx, nodes, timers, quorum, epochFloor);
  }

  @Override
  public Ownership ownership() {
    return ownership;
  }

  @Override
  public Checkpoints checkpoints() {
    return checkpoints;
  }

  @Override
  public Commands commands(Commands local) {
    return new ClusterCommands(local, ownership.directory(), vertx.eventBus(), timers);
  }

  @Override
  public void addTo(Parts parts, Commands local) {
    Directory directory = ownership.directory();
    String address = Addresses.node(directory.self().id());
    ControlEndpoint endpoint = new ControlEndpoint(vertx.eventBus(), address, local);
    parts.add(endpoint::start, endpoint::stop);
  }

  @Override
  public Optional<Directory> peers() {
    return Optional.of(ownership.directory());
  }

  /** Beside the service, which then hands its streams over one by one when it stops. */
  @Override
  public Optional<Context> place() {
    return Optional.of(((VertxInternal) vertx).createEventLoopContext());
  }

  @Override
  public void register(HealthChecks ready) {
    Handler<Promise<Status>> safe = ClusterHealthCheck.createProcedure(vertx);
    ready.register(
        "cluster",
        promise -> {
          Promise<Status> joined = Promise.promise();
          safe.handle(joined);
          joined
              .future()
              .map(it -> readiness(it, ownership.node(), ownership.directory().standing()))
              .onComplete(promise);
        });
  }

  /**
   * A node that is in touch with too few emits nothing, whatever its partitions are: an update that
   * goes from node to node has to wait for it.
   */
  static Status readiness(Status safe, String node, Standing now) {
    JsonObject shown =
        new JsonObject()
            .put("node", node)
            .put("members", now.members())
            .put("ready", now.ready())
            .put("size", now.size())
            .put("quorum", now.quorum())
            .put("inTouch", now.inTouch())
            .put("owned", now.owned())
            .put("disputed", new JsonArray(now.disputed().stream().sorted().toList()));
    return new Status().setOk(safe.isOk() && now.inTouch()).setData(shown);
  }

  @Override
  public void show(PrometheusMetrics metrics) {
    Directory directory = ownership.directory();
    metrics.node(NodeSeries.MEMBERS, () -> directory.standing().members());
    metrics.node(NodeSeries.OWNED, () -> directory.standing().owned());
    metrics.node(NodeSeries.TAKEOVERS, () -> directory.standing().takeovers());
    metrics.node(NodeSeries.GATE_CLOSED, () -> directory.standing().gateClosedSeconds());
    metrics.node(NodeSeries.DISPUTED, () -> directory.standing().disputed().size());
  }
}
