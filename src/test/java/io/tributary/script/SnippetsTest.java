package io.tributary.script;

import static io.tributary.script.ScriptLimits.EVENT;
import static io.tributary.script.ScriptLimits.USUAL;
import static io.tributary.script.ScriptLimits.await;
import static io.tributary.script.ScriptLimits.code;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.Action.ExecuteCode;
import io.tributary.script.process.GraalSnippets;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a snippet sees, keeps and leaves, and what is told of how it ended. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SnippetsTest {

  private static final Outcome DONE = new Outcome.Done();

  private final Vertx vertx = Vertx.vertx();
  private SnippetRunner runner;

  @BeforeAll
  void start() {
    runner = new GraalSnippets(vertx, USUAL);
  }

  @AfterAll
  void stop() {
    await(runner.close());
    await(vertx.close());
  }

  private SnippetResult run(String api, String body) {
    return await(runner.run(api, code(body), EVENT));
  }

  private String published(String body) {
    SnippetResult result = run("a", body);
    assertThat(result.outcome()).isEqualTo(DONE);
    return ((Effect.Publish) result.effects().get(0)).body();
  }

  @Test
  void theBlockOfTheFirstExampleRuns() {
    assertThat(run("a", "var eventData = response.body.data;\n").outcome()).isEqualTo(DONE);
    assertThat(run("a", "console.error('SSE error:', response);\n").outcome()).isEqualTo(DONE);
  }

  @Test
  void seesTheEventAsResponseBodyAndAsEvent() {
    assertThat(published("ensemble.publish('x', [response.body, event === response.body])"))
        .isEqualTo("[{\"event\":\"message\",\"id\":\"7\",\"data\":{\"a\":1}},true]");
  }

  @Test
  void mayDeclareNamesThatAreThereAlready() {
    assertThat(published("const { event, data } = response.body; ensemble.publish('x', data);"))
        .isEqualTo("{\"a\":1}");
    assertThat(published("let console = 1, response = 2; ensemble.publish('x', response);"))
        .isEqualTo("2");
  }

  @Test
  void asksForEffectsInItsOrder() {
    assertThat(
            run(
                    "a",
                    """
                    ensemble.publish('x', {b: [1, null, 'ü']});
                    ensemble.connectSSE({apiName: 'other'});
                    ensemble.disconnectSSE({apiName: 'third'});
                    """)
                .effects())
        .containsExactly(
            new Effect.Publish("x", "{\"b\":[1,null,\"ü\"]}"),
            new Effect.Connect("other"),
            new Effect.Disconnect("third"));
  }

  @Test
  void saysWhatAnEffectNeeds() {
    assertThat(run("a", "ensemble.disconnectSSE('sseEvents');").outcome())
        .isEqualTo(new Outcome.Failed("TypeError: expected apiName as text, got undefined", 1, 1));
    assertThat(run("a", "\n  ensemble.publish('x', undefined);").outcome())
        .isEqualTo(
            new Outcome.Failed("TypeError: expected a body that JSON has, got undefined", 2, 3));
  }

  @Test
  void tellsWhereAnErrorIsInTheSnippet() {
    assertThat(run("a", "const a = 1;\n  null.x;").outcome())
        .isEqualTo(new Outcome.Failed("TypeError: Cannot read property 'x' of null", 2, 3));
    assertThat(run("a", "throw 'text';").outcome())
        .isEqualTo(new Outcome.Failed("thrown: text", 1, 1));
    assertThat(run("a", "throw {code: 7};").outcome())
        .isEqualTo(new Outcome.Failed("thrown: {\"code\":7}", 1, 1));
    assertThat(run("a", "\nJSON.parse('{');").outcome())
        .isEqualTo(new Outcome.Failed("SyntaxError: Unexpected end of JSON input", 2, 1));
    assertThat(run("a", "\n\n(async () => { throw new RangeError('late'); })();").outcome())
        .isEqualTo(new Outcome.Failed("RangeError: late", 3, 22));
  }

  @Test
  void keepsWhatItStoresFromEventToEvent() {
    String count =
        """
        const n = (ensemble.storage.get('n') ?? 0) + 1;
        ensemble.storage.set('n', n);
        if (n === 3) ensemble.storage.remove('n');
        ensemble.publish('n', n);
        """;
    List<SnippetResult> results = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      results.add(run("counting", count));
    }
    assertThat(results)
        .extracting(result -> ((Effect.Publish) result.effects().get(0)).body())
        .containsExactly("1", "2", "3", "1");
    assertThat(run("another", count).effects()).containsExactly(new Effect.Publish("n", "1"));
    runner.forget("counting");
    assertThat(run("counting", count).effects()).containsExactly(new Effect.Publish("n", "1"));
  }

  @Test
  void aKilledRunStoresNothingButWhatItPublishedIsPublished() {
    SnippetResult killed =
        run("killed", "ensemble.storage.set('k', 1); ensemble.publish('x', 1); for (;;);");
    assertThat(killed.outcome()).isInstanceOf(Outcome.Killed.class);
    assertThat(killed.effects()).containsExactly(new Effect.Publish("x", "1"));
    assertThat(run("killed", "ensemble.publish('x', typeof ensemble.storage.get('k'))").effects())
        .containsExactly(new Effect.Publish("x", "\"undefined\""));
  }

  @Test
  void whatIsStoredSurvivesTheEndOfTheProcess() {
    run("kept", "ensemble.storage.set('k', 'v');");
    SnippetResult stuck = run("kept", "Array.prototype.indexOf.call({length: 2 ** 53 - 1}, 1);");
    assertThat(stuck.outcome()).isInstanceOf(Outcome.Killed.class);
    assertThat(run("kept", "ensemble.publish('x', ensemble.storage.get('k'))").effects())
        .containsExactly(new Effect.Publish("x", "\"v\""));
  }

  @Test
  void nothingLeaksFromOneEventOrApiToTheNext() {
    String leave =
        """
        var a = 1; let b = 1; const c = 1; class D {} function e() {}
        try { globalThis.f = 1; } catch (refused) {}
        try { Array.prototype.f = 1; } catch (refused) {}
        /(x)/.exec('x');
        response.body.f = 1;
        """;
    String look =
        """
        const left = [typeof a, typeof b, typeof c, typeof D, typeof e, typeof f, typeof [].f,
          RegExp.$1 ?? 'nothing', typeof response.body.f];
        ensemble.publish('left', left.filter((it) => it !== 'undefined' && it !== 'nothing'));
        """;
    for (String api : List.of("one", "one", "two", "three")) {
      assertThat(run(api, leave).outcome()).isEqualTo(DONE);
      assertThat(run(api, look).effects()).containsExactly(new Effect.Publish("left", "[]"));
    }
  }

  @Test
  void promisesOfAKilledRunAreNotKeptByAnyOther() {
    for (int i = 0; i < 3; i++) {
      assertThat(run("p", "const p = () => Promise.resolve().then(p); p();").outcome())
          .isInstanceOf(Outcome.Killed.class);
      assertThat(run("q", "1").outcome()).isEqualTo(DONE);
    }
  }

  @Test
  void eventsOfOneApiRunInOrderAndApisSideBySide() {
    List<Future<SnippetResult>> runs = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      for (String api : List.of("x", "y", "z")) {
        runs.add(
            runner.run(
                api,
                code(
                    """
                    const last = ensemble.storage.get('last') ?? -1;
                    if (response.body !== last + 1) throw new Error(`${response.body} after ${last}`);
                    ensemble.storage.set('last', response.body);
                    """),
                "{\"body\":" + i + "}"));
      }
    }
    assertThat(await(Future.join(runs)).<SnippetResult>list())
        .extracting(SnippetResult::outcome)
        .containsOnly(DONE);
  }

  @Test
  void afterTheRunThatDisconnectsItsOwnApiNoneFollows() {
    ExecuteCode untilThree =
        code("if (response.body === 3) ensemble.disconnectSSE({apiName: 'ending'});");
    List<Future<SnippetResult>> runs =
        IntStream.rangeClosed(1, 50)
            .mapToObj(i -> runner.run("ending", untilThree, "{\"body\":" + i + "}"))
            .toList();
    assertThat(await(Future.join(runs)).<SnippetResult>list())
        .extracting(SnippetResult::outcome)
        .startsWith(DONE, DONE, DONE)
        .endsWith(new Outcome.Dropped())
        .filteredOn(DONE::equals)
        .hasSize(3);
    assertThat(run("ending", "1").outcome()).isEqualTo(new Outcome.Dropped());
    runner.drop("ending");
    assertThat(run("ending", "1").outcome()).isEqualTo(DONE);
  }

  @Test
  void tenKillsInARowSuspendASnippetUntilItIsRevived() {
    ExecuteCode endless = code("if (response.body) for (;;);");
    List<Future<SnippetResult>> runs =
        IntStream.range(0, 30).mapToObj(i -> runner.run("kills", endless, "{\"body\":1}")).toList();
    List<SnippetResult> results = await(Future.join(runs)).list();
    assertThat(results.subList(0, 10))
        .extracting(SnippetResult::outcome)
        .allSatisfy(it -> assertThat(it).isInstanceOf(Outcome.Killed.class));
    assertThat(results.subList(0, 10))
        .extracting(it -> ((Outcome.Killed) it.outcome()).suspends())
        .endsWith(true)
        .filteredOn(it -> it)
        .hasSize(1);
    assertThat(results.subList(10, 30))
        .extracting(SnippetResult::outcome)
        .containsOnly(new Outcome.Suspended());
    assertThat(run("kills", "1").outcome()).as("another snippet of the API").isEqualTo(DONE);
    runner.revive("kills");
    assertThat(await(runner.run("kills", endless, "{\"body\":0}")).outcome()).isEqualTo(DONE);
  }

  @Test
  void aGoodRunStartsTheCountOfKillsAnew() {
    ExecuteCode sometimes = code("if (response.body) for (;;);");
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 6; j++) {
        assertThat(await(runner.run("some", sometimes, "{\"body\":1}")).outcome())
            .isInstanceOf(Outcome.Killed.class);
      }
      assertThat(await(runner.run("some", sometimes, "{\"body\":0}")).outcome()).isEqualTo(DONE);
    }
  }

  @Test
  void syntaxErrorsAreFoundWithTheirPlace() {
    assertThat(
            await(
                runner.check(
                    List.of(
                        new ExecuteCode("const fine = 1;", "API.a"),
                        new ExecuteCode("let a = 1;\nlet b = ;", "API.b"),
                        new ExecuteCode("if (true) {", "API.c"),
                        new ExecuteCode("let x = 1; let x = 2;", "API.d"),
                        new ExecuteCode("delete response;", "API.e")))))
        .extracting(SnippetProblem::keyPath, SnippetProblem::line, SnippetProblem::column)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("API.b", 2, 9),
            org.assertj.core.groups.Tuple.tuple("API.c", 1, 12),
            org.assertj.core.groups.Tuple.tuple("API.d", 1, 16),
            org.assertj.core.groups.Tuple.tuple("API.e", 1, 1));
  }

  @Test
  void afterTheEndEverythingIsDropped() {
    SnippetRunner closed = new GraalSnippets(vertx, USUAL);
    Future<SnippetResult> before = closed.run("a", code("1"), EVENT);
    await(closed.close());
    assertThat(await(before).outcome()).isIn(DONE, new Outcome.Dropped());
    assertThat(await(closed.run("a", code("1"), EVENT)).outcome()).isEqualTo(new Outcome.Dropped());
  }
}
