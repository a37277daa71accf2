package io.tributary.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.AdvancedNetworkConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.EndpointConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.KubernetesConfig;
import com.hazelcast.config.ServerSocketEndpointConfig;
import com.hazelcast.instance.EndpointQualifier;
import io.tributary.testkit.ClusterConfigs;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HazelcastSettingsTest {

  private static final JsonArray MEMBERS =
      new JsonArray().add("10.0.0.1").add("10.0.0.2").add("10.0.0.3");

  private static Config of(JsonObject cluster) {
    return HazelcastSettings.of(ClusterConfigs.of(cluster));
  }

  @Test
  void theFileToBeginWithSaysTheSame() throws IOException {
    Config built = of(new JsonObject().put("members", MEMBERS));
    Config file = Config.loadFromFile(Path.of("conf/hazelcast.yaml").toFile());

    assertThat(file.getProperties()).isEqualTo(built.getProperties());
    assertThat(file.getMapConfigs()).isEqualTo(built.getMapConfigs());
    assertThat(file.getMultiMapConfigs()).isEqualTo(built.getMultiMapConfigs());
    assertThat(file.getClusterName()).isEqualTo(built.getClusterName());
    AdvancedNetworkConfig network = file.getAdvancedNetworkConfig();
    assertThat(network.isEnabled()).isTrue();
    assertThat(network.getJoin()).isEqualTo(built.getAdvancedNetworkConfig().getJoin());
    assertThat(network.getEndpointConfigs())
        .isEqualTo(built.getAdvancedNetworkConfig().getEndpointConfigs());
  }

  @Test
  void membersBehindAServiceAreFoundByItsName() {
    JsonObject service = new JsonObject().put("service", "tributary-nodes");
    JoinConfig join =
        of(new JsonObject().put("kubernetes", service).put("size", 3))
            .getAdvancedNetworkConfig()
            .getJoin();

    KubernetesConfig kubernetes = join.getKubernetesConfig();
    assertThat(kubernetes.isEnabled()).isTrue();
    assertThat(kubernetes.getProperty("service-dns")).isEqualTo("tributary-nodes");
    assertThat(join.getTcpIpConfig().isEnabled()).isFalse();
    assertThat(join.getMulticastConfig().isEnabled()).isFalse();
  }

  @Test
  void aNodeIsReachedByItsPublicHost() {
    Config config = of(new JsonObject().put("members", MEMBERS).put("publicHost", "node1:5801"));

    EndpointConfig members =
        config.getAdvancedNetworkConfig().getEndpointConfigs().get(EndpointQualifier.MEMBER);
    assertThat(((ServerSocketEndpointConfig) members).getPublicAddress()).isEqualTo("node1:5801");
  }

  @Test
  void signsOfLifeAreWholeSecondsAndNeverNone() {
    Config config =
        of(
            new JsonObject()
                .put("members", MEMBERS)
                .put("heartbeatInterval", 200)
                .put("heartbeatTimeout", 2_500));

    assertThat(config.getProperty("hazelcast.heartbeat.interval.seconds")).isEqualTo("1");
    assertThat(config.getProperty("hazelcast.max.no.heartbeat.seconds")).isEqualTo("3");
  }
}
