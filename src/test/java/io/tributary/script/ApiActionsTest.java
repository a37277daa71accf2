package io.tributary.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.ApiDefinition;
import io.tributary.config.ServiceConfig;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The actions of a definition, their order, and what becomes of their code. */
class ApiActionsTest {

  private static final Outcome DONE = new Outcome.Done();
  private static final String PATH = "API.a.onResponse[0].executeCode.body";

  private final FakeSnippets snippets = new FakeSnippets();
  private final List<String> done = new ArrayList<>();
  private final List<Outcome> ran = new ArrayList<>();

  private final ActionTarget target =
      new ActionTarget() {
        @Override
        public void disconnect(String apiName) {
          done.add("disconnect " + apiName);
        }

        @Override
        public void connect(String apiName) {
          done.add("connect " + apiName);
        }

        @Override
        public void publish(String address, Object body) {
          done.add("publish " + address + " " + body);
        }

        @Override
        public void ran(SnippetResult result) {
          ran.add(result.outcome());
        }

        @Override
        public void failed(String message) {
          done.add("failed " + message);
        }
      };

  private static JsonObject code(String body) {
    return new JsonObject().put("executeCode", body);
  }

  private static JsonObject publish(String address) {
    return new JsonObject().put("publish", new JsonObject().put("address", address));
  }

  private static JsonObject disconnect(String apiName) {
    return new JsonObject().put("disconnectSSE", new JsonObject().put("apiName", apiName));
  }

  private ApiActions actions(String key, JsonObject... list) {
    JsonObject api =
        new JsonObject()
            .put("type", "sse")
            .put("url", "http://localhost/events")
            .put(key, new JsonArray(List.of(list)));
    JsonObject other = new JsonObject().put("type", "sse").put("url", "http://localhost/");
    ApiDefinition definition =
        ServiceConfig.parse(
                new JsonObject().put("API", new JsonObject().put("a", api).put("b", other)))
            .apis()
            .get("a");
    return new ApiActions(definition, snippets, target);
  }

  private static JsonObject event(int n) {
    return new JsonObject().put("n", n);
  }

  @Test
  void whatNeedsNoCodeIsDoneAtOnce() {
    ApiActions actions = actions("onResponse", publish("x"), disconnect("b"));
    actions.event(event(1));
    assertThat(done).containsExactly("publish x {\"n\":1}", "disconnect b");
    assertThat(snippets.calls).isEmpty();
  }

  @Test
  void actionsOfOneEventAndEventsAreDoneInOrder() {
    ApiActions actions =
        actions(
            "onResponse", publish("first"), code("A"), publish("second"), code("B"), publish("z"));
    actions.event(event(1));
    actions.event(event(2));
    assertThat(snippets.calls)
        .containsExactly(
            "run A {\"body\":{\"n\":1}}",
            "run B {\"body\":{\"n\":1}}",
            "run A {\"body\":{\"n\":2}}",
            "run B {\"body\":{\"n\":2}}");
    assertThat(done).isEmpty();
    snippets.end(DONE, new Effect.Publish("a", "[1]"));
    assertThat(done).containsExactly("publish first {\"n\":1}", "publish a [1]");
    snippets.end(DONE, new Effect.Connect("b"));
    assertThat(done.subList(2, 5))
        .containsExactly("publish second {\"n\":1}", "connect b", "publish z {\"n\":1}");
    snippets.end(DONE);
    assertThat(done.subList(5, 6)).containsExactly("publish first {\"n\":2}");
  }

  @Test
  void anErrorHasActionsOfItsOwn() {
    ApiActions actions = actions("onError", code("E"), publish("errors"));
    actions.event(event(1));
    assertThat(snippets.calls).isEmpty();
    actions.error(new JsonObject().put("body", "lost"), new JsonObject().put("type", "connect"));
    assertThat(snippets.calls).containsExactly("run E {\"body\":\"lost\"}");
    snippets.end(DONE);
    assertThat(done).containsExactly("publish errors {\"type\":\"connect\"}");
  }

  @Test
  void codeThatFailsSaysWhereAndTheRestIsDone() {
    ApiActions actions = actions("onResponse", code("A"), publish("x"));
    actions.event(event(1));
    snippets.end(new Outcome.Failed("TypeError: no", 3, 5), new Effect.Publish("before", "1"));
    actions.event(event(2));
    snippets.end(new Outcome.Killed("it ran longer than 200 ms", 4, false));
    actions.event(event(3));
    snippets.end(new Outcome.Killed("it could not be interrupted", 0, false));
    assertThat(done)
        .containsExactly(
            "publish before 1",
            "failed " + PATH + ": line 3, column 5: TypeError: no",
            "publish x {\"n\":1}",
            "failed " + PATH + ": line 4: killed: it ran longer than 200 ms",
            "publish x {\"n\":2}",
            "failed " + PATH + ": killed: it could not be interrupted",
            "publish x {\"n\":3}");
  }

  @Test
  void suspendedCodeIsSaidOnceAndShownUntilItIsRevived() {
    ApiActions actions = actions("onResponse", code("A"), publish("x"));
    actions.event(event(1));
    actions.event(event(2));
    snippets.end(new Outcome.Killed("again", 0, true));
    snippets.end(new Outcome.Suspended());
    assertThat(done)
        .containsExactly(
            "failed " + PATH + ": killed: again",
            "failed "
                + PATH
                + ": suspended until reconnect or a changed definition, since it was killed 10 times"
                + " in a row",
            "publish x {\"n\":1}",
            "publish x {\"n\":2}");
    assertThat(actions.suspended()).containsExactly(PATH);
    actions.revive();
    assertThat(actions.suspended()).isEmpty();
    assertThat(snippets.calls).endsWith("revive a");
  }

  @Test
  void isFullWhileTooMuchIsOpenAndTellsWhenThereIsRoom() {
    ApiActions actions = actions("onResponse", code("A"));
    List<Boolean> told = new ArrayList<>();
    actions.onDrained(() -> told.add(actions.isFull()));
    int n = 0;
    while (!actions.isFull()) {
      actions.event(event(n++));
    }
    assertThat(n).isGreaterThan(100);
    snippets.end(DONE);
    assertThat(told).containsExactly(false);
    snippets.end(DONE);
    assertThat(told).containsExactly(false);
    while (snippets.open() > 0) {
      snippets.end(DONE);
    }
    actions.event(new JsonObject().put("large", "x".repeat(2_000_000)));
    assertThat(actions.isFull()).isTrue();
    snippets.end(DONE);
    assertThat(actions.isFull()).isFalse();
  }

  @Test
  void nothingFollowsTheEventWhoseActionsEndTheStream() {
    ApiActions actions = actions("onResponse", code("A"), disconnect("a"), publish("x"));
    actions.event(event(1));
    assertThat(actions.isFull()).as("the next event waits").isTrue();
    snippets.end(DONE);
    assertThat(done).containsExactly("disconnect a", "publish x {\"n\":1}");
    assertThat(snippets.calls).endsWith("drop a");
  }

  @Test
  void whatCodeThatDisconnectsItselfAsksForIsStillDoneButNothingLater() {
    ApiActions actions = actions("onResponse", code("A"));
    actions.event(event(1));
    actions.event(event(2));
    snippets.end(DONE, new Effect.Disconnect("a"), new Effect.Publish("x", "1"));
    snippets.end(DONE, new Effect.Publish("x", "2"));
    assertThat(done).containsExactly("disconnect a", "publish x 1");
  }

  @Test
  void aDisconnectDropsWhatIsOpen() {
    ApiActions actions = actions("onResponse", code("A"), publish("x"));
    actions.event(event(1));
    actions.drop();
    snippets.end(DONE, new Effect.Publish("late", "1"));
    assertThat(done).isEmpty();
    actions.event(event(2));
    snippets.end(new Outcome.Dropped());
    assertThat(done).isEmpty();
    actions.close();
    assertThat(snippets.calls).endsWith("forget a");
  }
}
