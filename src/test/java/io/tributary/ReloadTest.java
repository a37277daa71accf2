package io.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.ConfigFile;
import io.tributary.config.ConfigWatch;
import io.tributary.config.InvalidConfig;
import io.tributary.config.ServiceConfig;
import io.tributary.testkit.NumberedSseServer;
import io.tributary.testkit.ScriptedSseServer;
import io.tributary.testkit.Waiting;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A configuration file that changes under a running service. */
@ExtendWith(VertxExtension.class)
class ReloadTest {

  @TempDir private Path directory;

  private Vertx vertx;
  private NumberedSseServer server;
  private Path file;
  private Tributary service;
  private ConfigWatch watch;
  private final List<Throwable> broken = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start(Vertx vertx) {
    this.vertx = vertx;
    server = NumberedSseServer.start(vertx);
    file = directory.resolve("tributary.yaml");
  }

  @AfterEach
  void stop() {
    Waiting.result(watch.stop());
    server.close();
  }

  private void run(String apis) throws IOException {
    write(apis);
    ConfigFile config = new ConfigFile(vertx, file.toString());
    service = new Tributary(Waiting.result(config.load()));
    Waiting.result(vertx.deployVerticle(service));
    watch = config.watch(Duration.ofMillis(20), service::reload, broken::add);
  }

  /** As editors and Kubernetes do it: the new file takes the old one's place at once. */
  private void write(String apis) throws IOException {
    String checkpoint = "checkpoint: {directory: " + directory.resolve("checkpoints") + "}\n";
    Path fresh = Files.writeString(directory.resolve("fresh"), checkpoint + "API:\n" + apis);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private String api(String name, String more) {
    return "  %s: {type: sse, url: \"%s\"%s}%n".formatted(name, server.url("/" + name), more);
  }

  private Map<String, String> states() {
    JsonArray list =
        (JsonArray)
            Waiting.result(
                    vertx.eventBus().request("sse.control", new JsonObject().put("action", "list")))
                .body();
    Map<String, String> states = new TreeMap<>();
    list.forEach(
        it -> {
          JsonObject state = (JsonObject) it;
          states.put(
              state.getString("apiName"),
              state.getString("state") + " since " + state.getString("since"));
        });
    return states;
  }

  private void awaitOpen(String... names) {
    Waiting.until(
        "open: " + List.of(names),
        () -> {
          Map<String, String> states = states();
          return states.keySet().equals(java.util.Set.of(names))
              && states.values().stream().allMatch(state -> state.startsWith("open"));
        });
  }

  @Test
  void newApisStartRemovedOnesStopChangedOnesRestartAndTheRestAreNotTouched() throws IOException {
    run(api("same", "") + api("gone", "") + api("other", ""));
    awaitOpen("same", "gone", "other");
    String untouched = states().get("same");

    write(api("same", "") + api("fresh", "") + api("other", ", headers: {X: y}"));

    awaitOpen("same", "fresh", "other");
    assertThat(states()).containsEntry("same", untouched);
    server.awaitOpen(3);
    assertThat(server.lastEventIds()).as("connects").hasSize(5);
    assertThat(broken).isEmpty();
  }

  @Test
  void aBrokenFileChangesNothingAndSaysWhyOnceAndAMendedOneGoesOn() throws IOException {
    run(api("same", ""));
    awaitOpen("same");
    String untouched = states().get("same");

    write(api("same", ", urk: 5") + api("fresh", ""));
    Waiting.until("a complaint", () -> !broken.isEmpty());
    assertThat(broken.get(0))
        .isInstanceOf(InvalidConfig.class)
        .hasMessageContaining("API.same")
        .hasMessageContaining("urk");
    Waiting.result(vertx.timer(200));
    assertThat(broken).hasSize(1);
    assertThat(states()).containsExactly(Map.entry("same", untouched));

    write(api("same", "") + api("fresh", ""));
    awaitOpen("same", "fresh");
    assertThat(states()).containsEntry("same", untouched);
  }

  @Test
  void underLoadInRequestModeNoEventIsLostOverManyReloads() throws IOException {
    String mode = ", delivery: {mode: request, maxInFlight: 16}, headers: {Round: \"%d\"}";
    List<Integer> received = new CopyOnWriteArrayList<>();
    vertx
        .eventBus()
        .consumer(
            "load",
            (Message<JsonObject> event) -> {
              received.add(Integer.valueOf(event.body().getString("id")));
              event.reply(null);
            });
    run(api("load", mode.formatted(0)));
    int upTo = 0;
    for (int round = 1; round <= 5; round++) {
      upTo += 500;
      server.publish(upTo);
      int some = upTo - 250;
      Waiting.until("some events", () -> received.contains(some));
      String before = api("load", mode.formatted(round - 1));
      write(before.replace("maxInFlight", "maxInFlght"));
      int complaints = round;
      Waiting.until("a complaint", () -> broken.size() == complaints);
      String guest = "guest" + round;
      write(before + api(guest, ""));
      awaitOpen("load", guest);
      write(api("load", mode.formatted(round)));
      int connects = 2 * round + 1;
      Waiting.until("a restart", () -> server.lastEventIds().size() >= connects);
      awaitOpen("load");
    }

    Integer last = upTo;
    Waiting.until("all events, last " + last, () -> received.contains(last));

    List<Integer> once = received.stream().distinct().toList();
    assertThat(once).hasSize(upTo).isSorted();
  }

  @Test
  void aChangedApiKeepsItsIdUnlessItIsAnotherSource() throws IOException {
    run(api("one", ""));
    server.publish(5);
    Waiting.until("five events", () -> lastEventId("one").equals("5"));

    write(api("one", ", parameters: {q: x}"));
    Waiting.until("a restart", () -> server.lastEventIds().size() == 2);
    assertThat(server.lastEventIds().get(1)).isEqualTo("5");

    write("  one: {type: sse, url: \"%s\"}%n".formatted(server.url("/elsewhere")));
    Waiting.until("another restart", () -> server.lastEventIds().size() == 3);
    assertThat(server.lastEventIds().get(2)).isEmpty();
  }

  @Test
  void aSecretThatRotatesInItsFileIsShownAtTheNextConnect() throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), "old\n");
    String bearer = ", authorization: {bearer: \"${file:%s}\"}".formatted(secret);
    try (ScriptedSseServer guarded = ScriptedSseServer.start(vertx)) {
      guarded.on(exchange -> exchange.respond(200).sse().event("x"));
      run("  one: {type: sse, url: \"%s\"%s}%n".formatted(guarded.url("/one"), bearer));
      awaitOpen("one");
      assertThat(guarded.awaitRequests(1).get(0).header("authorization")).contains("Bearer old");

      Files.writeString(secret, "new\n");
      guarded.dropAll();

      assertThat(guarded.awaitRequests(2).get(1).header("authorization")).contains("Bearer new");
      assertThat(broken).isEmpty();
    }
  }

  private String lastEventId(String name) {
    Future<Message<JsonObject>> reply =
        vertx
            .eventBus()
            .request("sse.control", new JsonObject().put("action", "status").put("apiName", name));
    return Waiting.result(reply).body().getString("lastEventId");
  }

  @Test
  void aDefinitionThatIsWrittenAgainAsItWasIsNoChange() throws IOException {
    run(api("same", ""));
    awaitOpen("same");
    ServiceConfig now = Waiting.result(new ConfigFile(vertx, file.toString()).load());
    String untouched = states().get("same");

    Waiting.result(service.reload(now));

    assertThat(states()).containsExactly(Map.entry("same", untouched));
  }
}
