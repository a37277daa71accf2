package io.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.ClusterConfig;
import io.tributary.testkit.Certificates;
import io.tributary.testkit.ClusterConfigs;
import io.tributary.testkit.Ports;
import io.tributary.testkit.Waiting;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that join by what a configuration says, and whether a message crosses between them. */
class ClusterJoinIT {

  private static final String GREETING = "greeting";

  @TempDir private Path folder;

  private final List<Vertx> nodes = new ArrayList<>();
  private final List<Integer> ports = List.of(Ports.free(), Ports.free());

  @AfterEach
  void leave() {
    nodes.forEach(node -> Waiting.result(node.close()));
  }

  /** What node {@code index} of two is told; nodes that are merely slow stay members. */
  private JsonObject cluster(int index) {
    JsonArray members = new JsonArray();
    ports.forEach(port -> members.add("127.0.0.1:" + port));
    return new JsonObject()
        .put("members", members)
        .put("port", ports.get(index))
        .put("heartbeatTimeout", 60_000);
  }

  private Vertx join(JsonObject cluster) {
    ClusterConfig config = ClusterConfigs.of(cluster);
    Vertx node =
        Waiting.result(
            Vertx.builder()
                .with(ClusterJoin.options(config, new VertxOptions()))
                .withClusterManager(ClusterJoin.membership(config))
                .buildClustered());
    nodes.add(node);
    return node;
  }

  /** Between the two nodes that have joined. */
  private static AsyncResult<Message<Object>> greet(Vertx from, Vertx to) {
    Waiting.until("both are members", () -> members(from) == 2 && members(to) == 2 && from != to);
    Waiting.result(
        to.eventBus().consumer(GREETING, message -> message.reply("you too")).completion());
    DeliveryOptions patient = new DeliveryOptions().setSendTimeout(5_000);
    Future<Message<Object>> answer = from.eventBus().request(GREETING, "hello", patient);
    return Waiting.result(answer.transform(Future::succeededFuture));
  }

  private static int members(Vertx node) {
    return ((VertxInternal) node).clusterManager().getNodes().size();
  }

  private JsonObject secured(int index, Certificates own, Certificates trusted) {
    return cluster(index)
        .put(
            "tls",
            new JsonObject()
                .put("keyStore", store(own.file("key.p12")))
                .put("trustStore", store(trusted.file("trust.p12"))));
  }

  private static JsonObject store(String path) {
    return new JsonObject().put("path", path).put("password", Certificates.PASSWORD);
  }

  private Certificates certificate(String name) {
    return Certificates.make(folder, name, "dns:localhost,ip:127.0.0.1");
  }

  @Test
  void aMessageCrossesLinksThatAreSecured() {
    Certificates nodes = certificate("nodes");

    AsyncResult<?> answer = greet(join(secured(0, nodes, nodes)), join(secured(1, nodes, nodes)));

    assertThat(answer.succeeded()).as(String.valueOf(answer.cause())).isTrue();
  }

  @Test
  void aNodeWhoseCertificateIsNotTrustedGetsNothingAcross() {
    Certificates nodes = certificate("nodes");
    Certificates stranger = certificate("stranger");
    Vertx member = join(secured(0, nodes, nodes));
    Vertx other = join(secured(1, stranger, nodes));

    assertThat(greet(other, member).succeeded()).isFalse();
  }

  @Test
  void aNodeWithoutACertificateGetsNothingAcross() {
    Certificates nodes = certificate("nodes");
    Vertx member = join(secured(0, nodes, nodes));

    assertThat(greet(join(cluster(1)), member).succeeded()).isFalse();
  }

  @Test
  void aNodeIsReachedByItsPublicHost() {
    AsyncResult<?> answer =
        greet(join(cluster(0)), join(cluster(1).put("publicHost", "127.0.0.1")));

    assertThat(answer.succeeded()).as(String.valueOf(answer.cause())).isTrue();
  }

  @Test
  void aHazelcastFileReplacesTheSettings() throws IOException {
    String yaml =
        """
        hazelcast:
          cluster-name: by-file
          properties: {hazelcast.logging.type: slf4j}
          network:
            port: {port: %d, auto-increment: false}
            join:
              auto-detection: {enabled: false}
              multicast: {enabled: false}
              tcp-ip: {enabled: true, member-list: ["127.0.0.1:%d", "127.0.0.1:%d"]}
        """
            .formatted(ports.get(0), ports.get(0), ports.get(1));
    String xml =
        """
        <hazelcast xmlns="http://www.hazelcast.com/schema/config">
          <cluster-name>by-file</cluster-name>
          <properties><property name="hazelcast.logging.type">slf4j</property></properties>
          <network>
            <port auto-increment="false">%d</port>
            <join>
              <auto-detection enabled="false"/>
              <multicast enabled="false"/>
              <tcp-ip enabled="true">
                <member>127.0.0.1:%d</member><member>127.0.0.1:%d</member>
              </tcp-ip>
            </join>
          </network>
        </hazelcast>
        """
            .formatted(ports.get(1), ports.get(0), ports.get(1));

    AsyncResult<?> answer = greet(join(file("h.yaml", yaml)), join(file("h.xml", xml)));

    assertThat(answer.succeeded()).as(String.valueOf(answer.cause())).isTrue();
  }

  /** The keys that the file overrides lead nowhere. */
  private JsonObject file(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    return new JsonObject()
        .put("members", new JsonArray().add("127.0.0.1:1"))
        .put("size", 2)
        .put("port", 1)
        .put("hazelcast", file.toString());
  }
}
