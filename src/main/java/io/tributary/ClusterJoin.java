package io.tributary;

import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastException;
import io.tributary.cluster.HazelcastSettings;
import io.tributary.config.ClusterConfig;
import io.tributary.config.InvalidConfig;
import io.tributary.config.Problem;
import io.tributary.config.SslConfig;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.JksOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.KeyStoreOptionsBase;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.core.spi.cluster.ClusterManager;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a Vert.x joins the cluster that a configuration describes, for those who build it:
 *
 * <pre>{@code
 * Vertx.builder()
 *     .with(ClusterJoin.options(cluster, new VertxOptions()))
 *     .withClusterManager(ClusterJoin.membership(cluster))
 *     .buildClustered();
 * }</pre>
 */
public final class ClusterJoin {

  /** A link that says nothing for so long is closed and made anew. */
  private static final long PING_MILLIS = 1000;

  /** Every interface: the public host is one that this machine may not have. */
  private static final String ANY_HOST = "0.0.0.0";

  private ClusterJoin() {}

  /** {@code options} with the event bus of a cluster. */
  public static VertxOptions options(ClusterConfig cluster, VertxOptions options) {
    EventBusOptions bus =
        new EventBusOptions()
            .setClusterPingInterval(PING_MILLIS)
            .setClusterPingReplyInterval(PING_MILLIS);
    cluster
        .publicHost()
        .ifPresent(host -> bus.setHost(ANY_HOST).setClusterPublicHost(withoutPort(host)));
    cluster
        .tls()
        .ifPresent(
            tls ->
                bus.setSsl(true)
                    .setClientAuth(ClientAuth.REQUIRED)
                    .setKeyCertOptions(key(tls.keyStore()))
                    .setTrustOptions(trust(tls.trustStore())));
    return new VertxOptions(options).setEventBusOptions(bus);
  }

  /**
   * Membership by the settings of {@code cluster}, or by its Hazelcast file. Blocks on that file.
   *
   * @throws InvalidConfig it cannot be read, or Hazelcast does not understand it
   */
  public static ClusterManager membership(ClusterConfig cluster) {
    Optional<Path> file = cluster.hazelcast();
    return new HazelcastClusterManager(
        file.isPresent() ? settings(file.get()) : HazelcastSettings.of(cluster));
  }

  private static Config settings(Path file) {
    try {
      return Config.loadFromFile(file.toFile());
    } catch (FileNotFoundException e) {
      throw refused(file, "none");
    } catch (HazelcastException e) {
      Throwable deepest = e;
      while (deepest.getCause() != null) {
        deepest = deepest.getCause();
      }
      throw refused(
          file, String.valueOf(deepest.getMessage()).strip().replaceAll("\\s*\n\\s*", "; "));
    }
  }

  private static InvalidConfig refused(Path file, String got) {
    String message = "expected a Hazelcast file, XML or YAML, at " + file + ", got: " + got;
    return InvalidConfig.of(List.of(Problem.at("cluster.hazelcast", message)));
  }

  private static String withoutPort(String host) {
    return host.matches("[^:]+:\\d+") ? host.substring(0, host.indexOf(':')) : host;
  }

  private static KeyCertOptions key(SslConfig.KeyStore store) {
    return SslConfig.isPem(store.path())
        ? new PemKeyCertOptions()
            .addCertPath(store.path())
            .addKeyPath(store.keyPath().orElse(store.path()))
        : (KeyCertOptions) keyStore(store.path(), store.password());
  }

  private static TrustOptions trust(SslConfig.TrustStore store) {
    return SslConfig.isPem(store.path())
        ? new PemTrustOptions().addCertPath(store.path())
        : (TrustOptions) keyStore(store.path(), store.password());
  }

  private static KeyStoreOptionsBase keyStore(String path, Optional<String> password) {
    KeyStoreOptionsBase options =
        path.toLowerCase(Locale.ROOT).endsWith(".jks") ? new JksOptions() : new PfxOptions();
    return options.setPath(path).setPassword(password.orElse(null));
  }
}
