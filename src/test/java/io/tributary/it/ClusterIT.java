package io.tributary.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.ServiceConfig;
import io.tributary.ownership.claim.Rendezvous;
import io.tributary.testkit.ExternalProgram;
import io.tributary.testkit.NumberedSseServer;
import io.tributary.testkit.Ports;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final int NODES = 3;
  private static final List<String> APIS = IntStream.range(0, 12).mapToObj(i -> "api" + i).toList();

  private static final Pattern HTTP = Pattern.compile("http=(http://\\S+)");

  @TempDir private Path folder;
  private final List<Integer> ports =
      IntStream.range(0, NODES + 1).mapToObj(i -> Ports.free()).toList();
  private final ConsumingMember member = new ConsumingMember();
  private final Map<String, ExternalProgram> nodes = new ConcurrentHashMap<>();
  private NumberedSseServer server;

  @BeforeEach
  void serve(Vertx vertx) {
    server = NumberedSseServer.start(vertx);
  }

  @AfterEach
  void end() {
    member.leave();
    nodes.values().forEach(ExternalProgram::close);
    server.close();
  }

  @Test
  void nothingIsLostWhenANodeDiesAndADisconnectHoldsAndAllResumeWhenAllWereGone()
      throws IOException {
    startAll();
    publish(30);
    awaitSettled();
    publish(50);
    readFromAnotherNode("api0", 40, 50);

    String first = owner("api0");
    kill(first);
    publish(100);
    start(first);
    awaitSettled();
    publish(150);

    String second = owner("api1");
    kill(second);
    JsonObject stopped = member.ask("disconnect", "api1");
    assertThat(stopped.getString("state")).as("while it is taken over").isEqualTo("disconnected");
    assertThat(nodes).containsKey(stopped.getString("node"));
    start(second);
    await("its first choice has it again", () -> owner("api1").equals(second));
    assertThat(member.ask("status", "api1").getString("state")).isEqualTo("disconnected");
    server.publish(200);
    awaitTaken(200, APIS.stream().filter(api -> !api.equals("api1")).toList());
    assertThat(member.taken("api1")).hasSize(150);

    member.leave();
    nodes.values().forEach(ExternalProgram::terminate);
    nodes.values().forEach(ExternalProgram::exitCode);
    server.awaitOpen(0);
    int asked = server.lastEventIds().size();
    startAll();
    server.publish(250);
    await(
        "all events of after",
        () -> APIS.stream().allMatch(api -> member.taken(api).contains(250L)));
    // A new consumer does not know what came before: an event may come to it once more.
    assertThat(APIS)
        .allSatisfy(
            api ->
                assertThat(member.taken(api).stream().distinct().toList())
                    .as(api)
                    .isEqualTo(upTo(250)));
    assertThat(server.lastEventIds().subList(asked, server.lastEventIds().size()))
        .as("where the streams began after the restart")
        .hasSizeGreaterThanOrEqualTo(APIS.size())
        .doesNotContain("");
  }

  /** Everything runs where hashing wants it. */
  private void awaitSettled() {
    List<String> names = IntStream.range(0, NODES).mapToObj(this::name).toList();
    await(
        "every API is where it belongs",
        () -> {
          Map<String, String> owners = member.owners();
          return APIS.stream()
              .allMatch(
                  api -> Rendezvous.owner(api, names).equals(Optional.ofNullable(owners.get(api))));
        });
  }

  private void readFromAnotherNode(String api, long after, long last) {
    String owner = owner(api);
    String other =
        nodes.keySet().stream().filter(name -> !name.equals(owner)).findAny().orElseThrow();
    String url =
        nodes.get(other).err().stream()
            .map(HTTP::matcher)
            .filter(Matcher::find)
            .map(found -> found.group(1))
            .findFirst()
            .orElseThrow();
    try (ExternalProgram tail =
        ExternalProgram.jar(
            "tail",
            url + "/streams/" + api,
            "--last-event-id",
            Long.toString(after),
            "--max-events",
            Long.toString(last - after),
            "--json")) {
      assertThat(tail.exitCode()).as(tail.toString()).isZero();
      assertThat(tail.out())
          .extracting(line -> new JsonObject(line).getString("id"))
          .isEqualTo(LongStream.rangeClosed(after + 1, last).mapToObj(Long::toString).toList());
    }
  }

  private void startAll() throws IOException {
    start(name(0));
    member.join(ServiceConfig.parse(config(ports.get(NODES))).cluster().orElseThrow(), APIS);
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
              .put("delivery", new JsonObject().put("mode", "request").put("replay", 100)));
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

  private void publish(long upTo) {
    server.publish(upTo);
    awaitTaken(upTo, APIS);
  }

  /** Every event once and in order. */
  private void awaitTaken(long upTo, List<String> apis) {
    List<Long> all = upTo(upTo);
    await(
        "all events up to " + upTo,
        () -> apis.stream().allMatch(api -> member.taken(api).size() >= all.size()));
    assertThat(apis).allSatisfy(api -> assertThat(member.taken(api)).as(api).isEqualTo(all));
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  private String owner(String apiName) {
    return member.ask("status", apiName).getString("node");
  }

  private static void await(String what, BooleanSupplier condition) {
    ConsumingMember.await(what, condition);
  }
}
