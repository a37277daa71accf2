package io.tributary.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How this node finds the others and when it may act without them.
 *
 * @param name nodes of another name are strangers
 * @param members {@code host} or {@code host:port} of each node; empty with {@code kubernetes}
 * @param port of this node's member traffic
 * @param publicHost what the other nodes reach this one by; absent: found out by itself
 * @param size how many nodes the whole cluster has
 * @param quorum how many of them have to be in touch for a node to publish
 * @param heartbeatInterval between signs of life
 * @param heartbeatTimeout without one: the member is gone
 * @param tls of the event-bus links; Hazelcast's own traffic is not covered
 * @param hazelcast a full Hazelcast XML or YAML file that replaces the built-in settings
 */
public record ClusterConfig(
    String name,
    List<String> members,
    Optional<Kubernetes> kubernetes,
    int port,
    Optional<String> publicHost,
    int size,
    int quorum,
    Duration heartbeatInterval,
    Duration heartbeatTimeout,
    Optional<Tls> tls,
    Optional<Path> hazelcast) {

  private static final int MOST_NODES = 1000;
  private static final ValueType<String> MEMBER =
      ValueType.matching(
          "[A-Za-z0-9._-]+(:[0-9]{1,5})?|\\[[0-9A-Fa-f:.]+\\](:[0-9]{1,5})?",
          "host or host:port",
          "localhost");

  /** The headless service whose addresses are the members. */
  public record Kubernetes(String service) {
    private static Kubernetes read(ConfigReader in) {
      return new Kubernetes(in.required("service", ValueType.text()));
    }
  }

  /** Certificates of the event-bus links: each node's own, and those to trust. */
  public record Tls(SslConfig.KeyStore keyStore, SslConfig.TrustStore trustStore) {
    private static Tls read(ConfigReader in) {
      return new Tls(
          in.requiredSection("keyStore", SslConfig.KeyStore::read, null),
          in.requiredSection("trustStore", SslConfig.TrustStore::read, null));
    }
  }

  static ClusterConfig read(ConfigReader in) {
    in.oneOf("members", "kubernetes");
    List<String> members = in.optionalList("members", MEMBER);
    Optional<Kubernetes> kubernetes = in.optionalSection("kubernetes", Kubernetes::read);
    Optional<Integer> written = in.optional("size", ValueType.whole(1, MOST_NODES));
    in.check(kubernetes.isEmpty() || written.isPresent(), "size", "is required with kubernetes");
    int size = written.orElse(Math.max(1, members.size()));
    var config =
        new ClusterConfig(
            in.value("name", ValueType.text(), "tributary"),
            members,
            kubernetes,
            in.value("port", ValueType.port(1), 5701),
            in.optional("publicHost", ValueType.text()),
            size,
            in.optional("quorum", ValueType.whole(1, MOST_NODES)).orElse(size / 2 + 1),
            in.value("heartbeatInterval", ValueType.millis(100), 1000),
            in.value("heartbeatTimeout", ValueType.millis(100), 5000),
            in.optionalSection("tls", Tls::read),
            in.optional("hazelcast", ValueType.path()));
    config.compare(in);
    return config;
  }

  private void compare(ConfigReader in) {
    in.check(
        size >= members.size() || !in.sound("size", "members"),
        "size",
        "must be at least the number of members (" + members.size() + "), was " + size);
    in.check(
        quorum <= size || !in.sound("size", "quorum", "members"),
        "quorum",
        "must be at most size (" + size + "), was " + quorum);
    in.check(
        heartbeatInterval.compareTo(heartbeatTimeout) < 0
            || !in.sound("heartbeatInterval", "heartbeatTimeout"),
        "heartbeatInterval",
        "must be less than heartbeatTimeout ("
            + heartbeatTimeout.toMillis()
            + "), was "
            + heartbeatInterval.toMillis());
  }
}
