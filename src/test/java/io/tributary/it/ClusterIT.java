package io.tributary.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.ClusterJoin;
import io.tributary.TributaryConsumer;
import io.tributary.bus.Addresses;
import io.tributary.config.ClusterConfig;
import io.tributary.config.ServiceConfig;
import io.tributary.testkit.ExternalProgram;
import io.tributary.testkit.NumberedSseServer;
import io.tributary.testkit.Ports;
import io.tributary.testkit.Waiting;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes of the packaged jar, and a consumer on a fourth member that runs no API. */
@ExtendWith(VertxExtension.class)
class ClusterIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int NODES = 3;
  private static final List<String> APIS = IntStream.range(0, 12).mapToObj(i -> "api" + i).toList();

  @TempDir private Path folder;
  private final List<Integer> ports =
      IntStream.range(0, NODES + 1).mapToObj(i -> Ports.free()).toList();
  private final Map<String, ExternalProgram> nodes = new ConcurrentHashMap<>();
  private final Map<String, List<Long>> taken = new ConcurrentHashMap<>();
  private NumberedSseServer server;
  private Vertx member;

  @BeforeEach
  void serve(Vertx vertx) {
    server = NumberedSseServer.start(vertx);
  }

  @AfterEach
  void end() {
    leave();
    nodes.values().forEach(ExternalProgram::close);
    server.close();
  }

  @Test
  void nothingIsLostWhenANodeDiesAndADisconnectHoldsAndAllResumeWhenAllWereGone()
      throws IOException {
    startAll();
    publish(50);
    await("every node has a share", () -> owners().values().stream().distinct().count() == NODES);

    String first = owner("api0");
    kill(first);
    publish(100);
    start(first);
    await("it has a share again", () -> owners().containsValue(first));
    publish(150);

    String second = owner("api1");
    kill(second);
    JsonObject stopped = ask("disconnect", "api1");
    assertThat(stopped.getString("state")).as("while it is taken over").isEqualTo("disconnected");
    assertThat(nodes).containsKey(stopped.getString("node"));
    start(second);
    await("its first choice has it again", () -> owner("api1").equals(second));
    assertThat(ask("status", "api1").getString("state")).isEqualTo("disconnected");
    server.publish(200);
    awaitTaken(200, APIS.stream().filter(api -> !api.equals("api1")).toList());
    assertThat(taken.get("api1")).hasSize(150);

    leave();
    nodes.values().forEach(ExternalProgram::terminate);
    nodes.values().forEach(ExternalProgram::exitCode);
    server.awaitOpen(0);
    int asked = server.lastEventIds().size();
    startAll();
    server.publish(250);
    await(
        "all events of after", () -> APIS.stream().allMatch(api -> taken.get(api).contains(250L)));
    // A new consumer does not know what came before: an event may come to it once more.
    assertThat(APIS)
        .allSatisfy(
            api ->
                assertThat(taken.get(api).stream().distinct().toList())
                    .as(api)
                    .isEqualTo(upTo(250)));
    assertThat(server.lastEventIds().subList(asked, server.lastEventIds().size()))
        .as("where the streams began after the restart")
        .hasSizeGreaterThanOrEqualTo(APIS.size())
        .doesNotContain("");
  }

  private void startAll() throws IOException {
    start(name(0));
    join();
    start(name(1));
    start(name(2));
  }

  private void start(String name) throws IOException {
    int port = Integer.parseInt(name.substring(name.indexOf(':') + 1));
    Path file = folder.resolve(port + ".yaml");
    Files.writeString(file, config(port).encode());
    ExternalProgram node = ExternalProgram.jar("run", "--cluster", "--config", file.toString());
    nodes.put(name, node);
    node.awaitErr("started config=");
  }

  private void kill(String name) {
    nodes.remove(name).kill();
  }

  private String name(int i) {
    return "127.0.0.1:" + ports.get(i);
  }

  private JsonObject config(int port) {
    JsonObject apis = new JsonObject();
    for (String api : APIS) {
      JsonObject sse = new JsonObject().put("reconnectDelay", 100).put("maxReconnectAttempts", -1);
      apis.put(
          api,
          new JsonObject()
              .put("type", "sse")
              .put("url", server.url("/" + api).toString())
              .put("sseOptions", sse)
              .put("delivery", new JsonObject().put("mode", "request")));
    }
    List<String> members = IntStream.range(0, NODES).mapToObj(this::name).toList();
    JsonObject cluster =
        new JsonObject()
            .put("name", "it-" + ports)
            .put("members", new JsonArray(members))
            .put("port", port);
    return new JsonObject()
        .put("API", apis)
        .put("cluster", cluster)
        .put("http", new JsonObject().put("port", 0))
        .put(
            "checkpoint",
            new JsonObject().put("directory", folder.resolve("positions" + port).toString()));
  }

  /** A member without APIs that consumes all of them. */
  private void join() {
    ClusterConfig cluster = ServiceConfig.parse(config(ports.get(NODES))).cluster().orElseThrow();
    Future<Vertx> joined =
        Vertx.builder()
            .with(ClusterJoin.options(cluster, new VertxOptions()))
            .withClusterManager(ClusterJoin.membership(cluster))
            .buildClustered();
    await("the consumer's node has joined", joined::isComplete);
    member = Waiting.result(joined);
    List<Future<Void>> listening = new ArrayList<>();
    for (String api : APIS) {
      taken.putIfAbsent(api, new CopyOnWriteArrayList<>());
      listening.add(
          TributaryConsumer.consume(
                  member.eventBus(),
                  api,
                  body -> {
                    taken.get(api).add(Long.parseLong(body.getString("id")));
                    return Future.succeededFuture();
                  })
              .completion());
    }
    Waiting.result(Future.all(listening));
  }

  private void leave() {
    if (member != null) {
      Waiting.result(member.close());
      member = null;
    }
  }

  private void publish(long upTo) {
    server.publish(upTo);
    awaitTaken(upTo, APIS);
  }

  /** Every event once and in order. */
  private void awaitTaken(long upTo, List<String> apis) {
    List<Long> all = upTo(upTo);
    await(
        "all events up to " + upTo,
        () -> apis.stream().allMatch(api -> taken.get(api).size() >= all.size()));
    assertThat(apis).allSatisfy(api -> assertThat(taken.get(api)).as(api).isEqualTo(all));
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  private String owner(String apiName) {
    return ask("status", apiName).getString("node");
  }

  /** Asks until there is an answer: what is asked for twice is done once. */
  private JsonObject ask(String action, String apiName) {
    JsonObject command = new JsonObject().put("action", action).put("apiName", apiName);
    List<JsonObject> answers = new ArrayList<>();
    await(
        action + " is answered",
        () -> {
          answer(command).map(JsonObject.class::cast).ifPresent(answers::add);
          return !answers.isEmpty();
        });
    return answers.get(0);
  }

  /** Empty: whoever was asked has just died, or the API is moving. */
  private Optional<Object> answer(JsonObject command) {
    return Waiting.result(
        member
            .eventBus()
            .request(Addresses.CONTROL, command, new DeliveryOptions().setSendTimeout(5000))
            .map(reply -> Optional.of(reply.body()))
            .otherwise(Optional.empty()));
  }

  private Map<String, String> owners() {
    Map<String, String> owners = new ConcurrentHashMap<>();
    JsonArray states =
        answer(new JsonObject().put("action", "list"))
            .map(JsonArray.class::cast)
            .orElseGet(JsonArray::new);
    states.forEach(
        each -> {
          JsonObject state = (JsonObject) each;
          if (!state.getString("node").isEmpty()) {
            owners.put(state.getString("apiName"), state.getString("node"));
          }
        });
    return owners;
  }

  private static void await(String what, BooleanSupplier condition) {
    Waiting.until(() -> what, PATIENCE, condition);
  }
}
