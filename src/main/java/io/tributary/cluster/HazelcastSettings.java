package io.tributary.cluster;

import com.hazelcast.config.AdvancedNetworkConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.ServerSocketEndpointConfig;
import io.tributary.config.ClusterConfig;
import java.time.Duration;

/** Hazelcast as it was measured to notice soonest that a node has died or hangs. */
public final class HazelcastSettings {

  private static final String PARTITIONS = "31";
  private static final String MERGE_DELAY_SECONDS = "10";
  private static final int MERGE_BATCH = 100;

  /** A backup on its way to another node does not answer: a change of hands must not wait long. */
  private static final String BACKUP_MILLIS = "500";

  /** While a part of a map moves to a node that joins. */
  private static final String RETRY_MILLIS = "50";

  private static final int CONNECT_SECONDS = 5;

  /** As sockets do by themselves: what was written last still arrives. */
  private static final int CLOSE_IN_ORDER = -1;

  private static final long MILLIS_PER_SECOND = 1000;

  private HazelcastSettings() {}

  /** A member with these settings. */
  public static Config of(ClusterConfig cluster) {
    Config config = new Config().setClusterName(cluster.name());
    config
        .setProperty("hazelcast.logging.type", "slf4j")
        .setProperty("hazelcast.phone.home.enabled", "false")
        .setProperty("hazelcast.socket.bind.any", "false")
        .setProperty("hazelcast.partition.count", PARTITIONS)
        .setProperty("hazelcast.heartbeat.interval.seconds", seconds(cluster.heartbeatInterval()))
        .setProperty("hazelcast.max.no.heartbeat.seconds", seconds(cluster.heartbeatTimeout()))
        .setProperty("hazelcast.operation.backup.timeout.millis", BACKUP_MILLIS)
        .setProperty("hazelcast.invocation.retry.pause.millis", RETRY_MILLIS)
        .setProperty("hazelcast.merge.first.run.delay.seconds", MERGE_DELAY_SECONDS)
        .setProperty("hazelcast.merge.next.run.delay.seconds", MERGE_DELAY_SECONDS);
    network(config.getAdvancedNetworkConfig().setEnabled(true), cluster);
    config.addMapConfig(new MapConfig("tributary.*").setBackupCount(1));
    // Small, and what all the rest depends on: it outlives two nodes that vanish at once.
    config.addMapConfig(byEpoch("tributary.claims").setBackupCount(2));
    config.addMapConfig(byEpoch("tributary.checkpoints").setBackupCount(1));
    config.addMapConfig(new MapConfig("__vertx.nodeInfo").setBackupCount(1));
    config.addMultiMapConfig(
        new MultiMapConfig("__vertx.subs")
            .setBackupCount(1)
            .setValueCollectionType(MultiMapConfig.ValueCollectionType.SET));
    return config;
  }

  private static MapConfig byEpoch(String name) {
    MergePolicyConfig highest =
        new MergePolicyConfig().setPolicy(HighestEpoch.class.getName()).setBatchSize(MERGE_BATCH);
    return new MapConfig(name).setMergePolicyConfig(highest);
  }

  /**
   * One port for one protocol. Where several share it, a thread of Hazelcast's that writes to other
   * members turns in circles for as long as a process which hangs does not answer a new connection,
   * and heartbeats of members that are well stay in their queues.
   */
  private static void network(AdvancedNetworkConfig network, ClusterConfig cluster) {
    ServerSocketEndpointConfig members = new ServerSocketEndpointConfig();
    members.setPort(cluster.port()).setPortAutoIncrement(false);
    members.setSocketConnectTimeoutSeconds(CONNECT_SECONDS);
    members.setSocketLingerSeconds(CLOSE_IN_ORDER);
    cluster.publicHost().ifPresent(members::setPublicAddress);
    network.setMemberEndpointConfig(members);
    JoinConfig join = network.getJoin();
    join.getMulticastConfig().setEnabled(false);
    join.getAutoDetectionConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(cluster.kubernetes().isEmpty());
    cluster.members().forEach(join.getTcpIpConfig()::addMember);
    cluster
        .kubernetes()
        .ifPresent(
            kubernetes ->
                join.getKubernetesConfig()
                    .setEnabled(true)
                    .setProperty("service-dns", kubernetes.service()));
  }

  /** Hazelcast takes whole seconds only. */
  private static String seconds(Duration duration) {
    return Long.toString(
        Math.max(1, (duration.toMillis() + MILLIS_PER_SECOND - 1) / MILLIS_PER_SECOND));
  }
}
