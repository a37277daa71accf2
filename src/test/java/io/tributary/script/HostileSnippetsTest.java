package io.tributary.script;

import static io.tributary.script.ScriptLimits.EVENT;
import static io.tributary.script.ScriptLimits.USUAL;
import static io.tributary.script.ScriptLimits.await;
import static io.tributary.script.ScriptLimits.code;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.script.process.GraalSnippets;
import io.vertx.core.Vertx;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every attack ends, and another API on the same process goes on as if nothing had been. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileSnippetsTest {

  /** Finds nothing of what the attacks try to leave behind. */
  private static final String WITNESS =
      """
      if (typeof leaked !== 'undefined' || 'leaked' in {} || 'leaked' in ensemble.storage) {
        throw new Error('something was left behind');
      }
      if ([1, 2].map((x) => x * 2).join() !== '2,4' || ' a '.trim() !== 'a') throw new Error('broken');
      ensemble.publish('seen', response.body.data.a);
      """;

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

  static List<Hostile> attacks() {
    return Hostile.all();
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void isStoppedAndLeavesNothingBehind(Hostile attack) {
    List<SnippetProblem> problems = await(runner.check(List.of(attack.code())));
    if (attack.end().equals("refused")) {
      assertThat(problems).hasSize(1);
      return;
    }
    assertThat(problems).isEmpty();
    // A name of its own, since ten kills in a row would suspend them all.
    var run = runner.run("hostile." + attack.what(), attack.code(), EVENT);
    var witness = runner.run("witness", code(WITNESS), EVENT);
    assertThat(await(run).outcome()).satisfies(outcome -> assertEnd(attack.end(), outcome));
    SnippetResult unharmed = await(witness);
    assertThat(unharmed.outcome()).isEqualTo(new Outcome.Done());
    assertThat(unharmed.effects()).containsExactly(new Effect.Publish("seen", "1"));
    assertThat(await(runner.run("witness", code(WITNESS), EVENT)).outcome())
        .isEqualTo(new Outcome.Done());
  }

  private static void assertEnd(String expected, Outcome outcome) {
    switch (expected) {
      case "killed" -> assertThat(outcome).isInstanceOf(Outcome.Killed.class);
      case "failed" -> assertThat(outcome).isInstanceOf(Outcome.Failed.class);
      case "stopped" ->
          assertThat(outcome).isInstanceOfAny(Outcome.Killed.class, Outcome.Failed.class);
      default -> assertThat(outcome).isInstanceOfAny(Outcome.Done.class, Outcome.Killed.class);
    }
  }

  @Test
  void thereAreEnoughAttacks() {
    assertThat(Hostile.all()).hasSizeGreaterThan(90);
  }
}
