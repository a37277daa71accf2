package io.tributary.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.bus.Addresses;
import io.tributary.bus.Command;
import io.tributary.bus.Command.Action;
import io.tributary.bus.ControlFailure;
import io.tributary.ownership.Directory;
import io.tributary.ownership.Owner;
import io.tributary.ownership.Standing;
import io.tributary.stream.VertxTimers;
import io.tributary.testkit.Waiting;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a node answers about APIs that run elsewhere; the other nodes are addresses of one bus. */
@ExtendWith(VertxExtension.class)
class ClusterCommandsTest {

  private static final Owner ME = new Owner("me", "host-me");
  private static final Owner OTHER = new Owner("other", "host-other");
  private static final Owner HUNG = new Owner("hung", "host-hung");

  private final Map<String, Boolean> wishes = new ConcurrentHashMap<>();
  private volatile Optional<Owner> owner = Optional.empty();
  private volatile boolean inTouch = true;
  private Vertx vertx;

  @BeforeEach
  void listen(Vertx vertx) {
    this.vertx = vertx;
    vertx
        .eventBus()
        .consumer(
            Addresses.node(OTHER.id()),
            (Message<JsonObject> command) ->
                command.reply(
                    command.body().getString("action").equals("list")
                        ? new JsonArray().add(state("far", "host-other"))
                        : state(command.body().getString("apiName"), "host-other")));
    vertx.eventBus().consumer(Addresses.node(HUNG.id()), (Message<JsonObject> command) -> {});
  }

  private static JsonObject state(String apiName, String node) {
    return new JsonObject().put("apiName", apiName).put("node", node).put("state", "open");
  }

  private Future<Object> ask(Action action, String apiName) {
    Promise<Object> answer = Promise.promise();
    vertx.runOnContext(
        loop ->
            new ClusterCommands(
                    command ->
                        Future.succeededFuture(
                            command.action() == Action.LIST
                                ? new JsonArray().add(state("near", "host-me"))
                                : state(command.apiName(), "host-me")),
                    new Fixed(),
                    vertx.eventBus(),
                    new VertxTimers(vertx))
                .perform(Command.of(action, apiName))
                .onComplete(answer));
    return answer.future();
  }

  private ControlFailure refusal(Action action, String apiName) {
    Future<Object> answer = ask(action, apiName);
    return (ControlFailure)
        Waiting.result(answer.transform(done -> Future.succeededFuture(done.cause())));
  }

  @Test
  void theOwnerAnswersWhereverItIs() {
    owner = Optional.of(OTHER);
    assertThat(Waiting.result(ask(Action.STATUS, "far"))).isEqualTo(state("far", "host-other"));
    owner = Optional.of(ME);
    assertThat(Waiting.result(ask(Action.STATUS, "near"))).isEqualTo(state("near", "host-me"));
  }

  @Test
  void aCommandFollowsAnApiThatMoves() {
    Future<Object> answer = ask(Action.RECONNECT, "far");
    assertThat(answer.isComplete()).as("nobody runs it").isFalse();
    owner = Optional.of(OTHER);
    assertThat(Waiting.result(answer)).isEqualTo(state("far", "host-other"));
  }

  @Test
  void anOwnerThatHangsIsA503AndTheWishIsNoted() {
    owner = Optional.of(HUNG);
    ControlFailure refusal = refusal(Action.DISCONNECT, "far");
    assertThat(refusal.failureCode()).isEqualTo(ControlFailure.UNAVAILABLE);
    assertThat(refusal)
        .hasMessageContaining("its owner host-hung did not answer")
        .hasMessageContaining("whoever runs it next will obey the disconnect");
    assertThat(wishes).containsExactly(Map.entry("far", false));
  }

  @Test
  void whereTooFewNodesAreInTouchNothingIsPromised() {
    inTouch = false;
    owner = Optional.of(ME);
    assertThat(refusal(Action.CONNECT, "near").failureCode()).isEqualTo(ControlFailure.UNAVAILABLE);
    assertThat(wishes).isEmpty();
  }

  @Test
  void anApiThatNoNodeKnowsIsA404() {
    ControlFailure refusal = refusal(Action.STATUS, "nobody");
    assertThat(refusal.failureCode()).isEqualTo(ControlFailure.NOT_FOUND);
    assertThat(refusal).hasMessageContaining("[far, lost, near]");
  }

  @Test
  void aListHasEveryApiAlsoThoseOfNodesThatDoNotAnswer() {
    JsonArray list = (JsonArray) Waiting.result(ask(Action.LIST, ""));
    assertThat(list)
        .extracting(each -> ((JsonObject) each).getString("apiName"))
        .containsExactly("far", "lost", "near");
    JsonObject lost = list.getJsonObject(1);
    assertThat(lost.getString("node")).isEqualTo("host-hung");
    assertThat(lost.getString("reason")).isEqualTo("its owner host-hung does not answer");
  }

  /** What this node knows of the others. */
  private final class Fixed implements Directory {

    @Override
    public Owner self() {
      return ME;
    }

    @Override
    public List<Owner> peers() {
      return List.of(OTHER, HUNG);
    }

    @Override
    public Set<String> apis() {
      return Set.of("near", "far", "lost");
    }

    @Override
    public Map<String, Owner> owners() {
      return Map.of("near", ME, "far", OTHER, "lost", HUNG);
    }

    @Override
    public Future<Optional<Owner>> owner(String apiName) {
      return Future.succeededFuture(owner);
    }

    @Override
    public Future<Void> wish(String apiName, boolean connected) {
      if (!inTouch) {
        return Future.failedFuture(new ControlFailure(ControlFailure.UNAVAILABLE, "too few"));
      }
      wishes.put(apiName, connected);
      return Future.succeededFuture();
    }

    @Override
    public Standing standing() {
      return new Standing(3, 3, 3, 2, inTouch, 1, 0, 0, Set.of());
    }
  }
}
