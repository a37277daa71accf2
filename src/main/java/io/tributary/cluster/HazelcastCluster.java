package io.tributary.cluster;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.Set;

/** The cluster of a Vert.x that was started with Hazelcast's cluster manager. */
public final class HazelcastCluster implements Cluster {

  /** Blocked by members that hang, until they are taken for gone. */
  private static final int WORKERS = 8;

  /** Far more than a busy cluster needs, and less than it takes until a member is given up. */
  private static final long LONGEST_CALL_MILLIS = 3_000;

  private final Vertx vertx;
  private final HazelcastClusterManager membership;
  private final HazelcastInstance hazelcast;

  /**
   * The cluster that {@code vertx} is in.
   *
   * @throws IllegalStateException it is in none, or in one of another kind
   */
  public HazelcastCluster(Vertx vertx) {
    this.vertx = vertx;
    if (!(vertx instanceof VertxInternal inside
        && inside.clusterManager() instanceof HazelcastClusterManager found)) {
      throw new IllegalStateException(
          "expected a Vert.x that is clustered by Hazelcast, got another one");
    }
    this.membership = found;
    this.hazelcast = found.getHazelcastInstance();
  }

  @Override
  public String nodeId() {
    return membership.getNodeId();
  }

  @Override
  public String nodeName() {
    var address = hazelcast.getCluster().getLocalMember().getAddress();
    return address.getHost() + ":" + address.getPort();
  }

  @Override
  public Set<String> members() {
    try {
      return Set.copyOf(membership.getNodes());
    } catch (HazelcastInstanceNotActiveException stopped) {
      return Set.of(nodeId());
    }
  }

  @Override
  public void onChange(Runnable task) {
    hazelcast
        .getCluster()
        .addMembershipListener(
            new MembershipListener() {
              @Override
              public void memberAdded(MembershipEvent event) {
                task.run();
              }

              @Override
              public void memberRemoved(MembershipEvent event) {
                task.run();
              }
            });
  }

  @Override
  public SharedMap map(String name) {
    return new HazelcastMap(
        hazelcast.getMap(name),
        new LimitedCalls(
            vertx, vertx.createSharedWorkerExecutor(name, WORKERS), LONGEST_CALL_MILLIS));
  }
}
