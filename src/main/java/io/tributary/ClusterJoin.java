package io.tributary;

import com.hazelcast.config.Config;
import io.tributary.cluster.HazelcastSettings;
import io.tributary.config.ClusterConfig;
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
import java.io.IOException;
import java.io.UncheckedIOException;
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
   * @throws UncheckedIOException it cannot be read
   */
  public static ClusterManager membership(ClusterConfig cluster) {
    Config settings =
        cluster
            .hazelcast()
            .map(
                file -> {
                  try {
                    return Config.loadFromFile(file.toFile());
                  } catch (IOException e) {
                    throw new UncheckedIOException("expected a Hazelcast file at " + file, e);
                  }
                })
            .orElseGet(() -> HazelcastSettings.of(cluster));
    return new HazelcastClusterManager(settings);
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
