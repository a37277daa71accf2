package io.tributary.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.ClusterConfig;
import io.tributary.config.Lookups;
import io.tributary.config.ServiceConfig;
import io.tributary.config.yaml.YamlDocument;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The manifests and the Compose file say the same as each other, as the image and as the code. */
class DeploymentTest {

  private static final Lookups LOOKUPS =
      new Lookups(
          name -> Optional.of(name.equals("POD_IP") ? "10.0.0.7" : "a-long-secret"),
          path -> "a-long-secret");

  private final List<JsonObject> objects = objects();

  @Test
  void everyObjectHasANameAndTheLabelOfAll() {
    assertThat(objects)
        .hasSize(7)
        .allSatisfy(
            object -> {
              assertThat(object.getString("apiVersion")).isNotEmpty();
              JsonObject metadata = object.getJsonObject("metadata");
              assertThat(metadata.getString("name")).startsWith("tributary");
              assertThat(label(metadata.getJsonObject("labels"))).isEqualTo("tributary");
            });
  }

  @Test
  void everyObjectHasTheShapeOfItsKind() {
    assertThat(objects).allSatisfy(it -> assertThat(ManifestShape.problems(it)).isEmpty());
  }

  @Test
  void aKeyThatIsUnknownAndAValueOfAnotherTypeAreFound() {
    JsonObject monitor = object("ServiceMonitor", "tributary").copy();
    monitor
        .getJsonObject("spec")
        .put("endpoint", new JsonArray())
        .getJsonArray("endpoints")
        .getJsonObject(0)
        .put("interval", 15);
    assertThat(ManifestShape.problems(monitor))
        .containsExactlyInAnyOrder(
            "monitoring.coreos.com/v1/ServiceMonitor.spec.endpoint: is no field of"
                + " ServiceMonitorSpec",
            "monitoring.coreos.com/v1/ServiceMonitor.spec.endpoints[0].interval: must be String");
    assertThat(ManifestShape.problems(monitor.put("kind", "ServiceMonitors"))).hasSize(1);
  }

  @Test
  void theConfigMapIsAConfigurationForAsManyNodesAsThereAre() {
    ServiceConfig config = inConfigMap();
    ClusterConfig cluster = config.cluster().orElseThrow();
    assertThat(cluster.size()).isEqualTo(spec("StatefulSet", "tributary").getInteger("replicas"));
    assertThat(cluster.kubernetes().orElseThrow().service()).isEqualTo("tributary-nodes");
    JsonObject nodes = spec("Service", "tributary-nodes");
    assertThat(nodes.getString("clusterIP")).isEqualTo("None");
    assertThat(nodes.getBoolean("publishNotReadyAddresses")).isTrue();
    assertThat(spec("StatefulSet", "tributary").getString("serviceName"))
        .isEqualTo("tributary-nodes");
  }

  @Test
  void portsAndProbesAreThoseOfTheService() {
    JsonObject container = container();
    assertThat(port(container, "http")).isEqualTo(inConfigMap().http().port());
    assertThat(port(container, "members")).isEqualTo(inConfigMap().cluster().orElseThrow().port());
    for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
      JsonObject get = container.getJsonObject(probe).getJsonObject("httpGet");
      assertThat(get.getString("port")).isEqualTo("http");
      assertThat(text(Path.of("src/main/resources/io/tributary/page/openapi.yaml")))
          .contains("\n  " + get.getString("path") + ":");
    }
  }

  @Test
  void selectorsFindThePods() {
    String pods = label(pod().getJsonObject("metadata").getJsonObject("labels"));
    assertThat(label(spec("Service", "tributary").getJsonObject("selector"))).isEqualTo(pods);
    assertThat(label(spec("Service", "tributary-nodes").getJsonObject("selector"))).isEqualTo(pods);
    for (String kind : List.of("StatefulSet", "PodDisruptionBudget")) {
      JsonObject selector = spec(kind, "tributary").getJsonObject("selector");
      assertThat(label(selector.getJsonObject("matchLabels"))).isEqualTo(pods);
    }
  }

  @Test
  void theImageWritesWhereTheVolumeIs() {
    String image = text(Path.of("Dockerfile"));
    assertThat(image).contains("VOLUME [\"/app/data\"]").contains("USER 10001:10001");
    assertThat(container().getJsonArray("volumeMounts").stream())
        .map(mount -> ((JsonObject) mount).getString("mountPath"))
        .contains("/app/data", "/app/conf");
    assertThat(inConfigMap().checkpoint().directory()).startsWithRaw(Path.of("data"));
  }

  @Test
  void theComposeFileRunsAConfigurationThatCanBeReadAndIsScraped() {
    JsonObject services = yaml(Path.of("conf/compose/compose.yaml")).getJsonObject("services");
    assertThat(services.fieldNames()).containsExactly("tributary", "prometheus");
    ServiceConfig.parse(yaml(Path.of("conf/compose/tributary.yaml")), LOOKUPS);
    String scraped =
        text(Path.of("conf/prometheus.yml")).replace("localhost:8080", "tributary:8080");
    assertThat(withoutComments(text(Path.of("conf/compose/prometheus.yml"))))
        .isEqualTo(withoutComments(scraped));
  }

  private ServiceConfig inConfigMap() {
    String text =
        object("ConfigMap", "tributary").getJsonObject("data").getString("tributary.yaml");
    return ServiceConfig.parse(yaml(text), LOOKUPS);
  }

  private JsonObject pod() {
    return spec("StatefulSet", "tributary").getJsonObject("template");
  }

  private JsonObject container() {
    return pod().getJsonObject("spec").getJsonArray("containers").getJsonObject(0);
  }

  private static int port(JsonObject container, String name) {
    JsonArray ports = container.getJsonArray("ports");
    return ports.stream()
        .map(JsonObject.class::cast)
        .filter(port -> port.getString("name").equals(name))
        .findFirst()
        .orElseThrow()
        .getInteger("containerPort");
  }

  private JsonObject spec(String kind, String name) {
    return object(kind, name).getJsonObject("spec");
  }

  private JsonObject object(String kind, String name) {
    return objects.stream()
        .filter(object -> object.getString("kind").equals(kind))
        .filter(object -> object.getJsonObject("metadata").getString("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String label(JsonObject labels) {
    return labels.getString("app.kubernetes.io/name");
  }

  private static List<JsonObject> objects() {
    List<JsonObject> objects = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("conf/kubernetes"))) {
      files
          .sorted()
          .flatMap(file -> Stream.of(text(file).split("\n---\n", -1)))
          .forEach(text -> objects.add(yaml(text)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return objects;
  }

  private static JsonObject yaml(Path file) {
    return yaml(text(file));
  }

  private static JsonObject yaml(String text) {
    YamlDocument document = YamlDocument.read(Buffer.buffer(text));
    assertThat(document.problems()).isEmpty();
    return document.content().orElseThrow();
  }

  private static String withoutComments(String yaml) {
    return yaml.replaceAll("(?m)^#.*\n", "");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
