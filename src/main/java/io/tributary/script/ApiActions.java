package io.tributary.script;

import io.tributary.config.Action;
import io.tributary.config.Action.DisconnectSse;
import io.tributary.config.Action.ExecuteCode;
import io.tributary.config.Action.Publish;
import io.tributary.config.ApiDefinition;
import io.vertx.core.Future;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Performs what a definition wants done on each event and each error, in order. Code runs elsewhere
 * and later; what it asks for is done here. Lives on the event loop of the stream.
 */
public final class ApiActions {

  private static final int MAX_OPEN = 1_024;
  private static final int MAX_OPEN_CHARACTERS = 1 << 20;

  private final String apiName;
  private final SnippetRunner runner;
  private final ActionTarget target;
  private final ActionPlan onResponse;
  private final ActionPlan onError;
  private final int maxOpen;
  private final Set<String> suspended = new TreeSet<>();
  private Runnable drained = () -> {};
  private int open;
  private long openCharacters;
  private int epoch;

  /** What an action may use: what the code sees, and what a publish without a body publishes. */
  private record Occasion(JsonObject response, JsonObject body, int epoch) {}

  public ApiActions(ApiDefinition definition, SnippetRunner runner, ActionTarget target) {
    this.apiName = definition.name();
    this.runner = runner;
    this.target = target;
    onResponse = ActionPlan.of(definition.onResponse());
    onError = ActionPlan.of(definition.onError());
    // Its code must not run for an event after the last.
    maxOpen = onResponse.disconnects(apiName) ? 1 : MAX_OPEN;
  }

  /** Takes an event, as its body on the bus. */
  public void event(JsonObject body) {
    perform(onResponse, new Occasion(new JsonObject().put("body", body), body, epoch));
  }

  /**
   * Takes an error.
   *
   * @param response what the code sees as {@code response}, its {@code body} being the message
   * @param error the error as it is on the bus
   */
  public void error(JsonObject response, JsonObject error) {
    perform(onError, new Occasion(response, error, epoch));
  }

  /** Whether events should wait for {@link #onDrained}: code is slower than they come. */
  public boolean isFull() {
    return open >= maxOpen || openCharacters >= MAX_OPEN_CHARACTERS;
  }

  /** Hears when events may come again after {@link #isFull}. */
  public void onDrained(Runnable drained) {
    this.drained = drained;
  }

  /** Where the code stands that is not run any more, since it was killed too often. */
  public Set<String> suspended() {
    return suspended;
  }

  /** Forgets what has not begun, and what comes of the rest: the stream was disconnected. */
  public void drop() {
    epoch++;
    runner.drop(apiName);
  }

  /** Runs suspended code again. */
  public void revive() {
    suspended.clear();
    runner.revive(apiName);
  }

  /** The definition is gone, or another one follows. */
  public void close() {
    epoch++;
    runner.forget(apiName);
  }

  private void perform(ActionPlan plan, Occasion occasion) {
    if (plan.steps().isEmpty()) {
      actAll(plan.rest(), occasion);
      return;
    }
    String text = occasion.response().encode();
    open++;
    openCharacters += text.length();
    Future<SnippetResult> last = null;
    for (ActionPlan.Step step : plan.steps()) {
      last =
          runner.run(apiName, step.code(), text).onSuccess(result -> take(step, result, occasion));
    }
    last.onSuccess(result -> finish(plan, result, occasion, text.length()));
  }

  private void take(ActionPlan.Step step, SnippetResult result, Occasion occasion) {
    if (isCurrent(result, occasion)) {
      target.ran(result);
      actAll(step.before(), occasion);
      result.effects().forEach(this::apply);
      report(step.code(), result.outcome());
    }
  }

  private void finish(ActionPlan plan, SnippetResult result, Occasion occasion, int characters) {
    boolean wasFull = isFull();
    open--;
    openCharacters -= characters;
    if (isCurrent(result, occasion)) {
      actAll(plan.rest(), occasion);
    }
    if (wasFull && !isFull()) {
      drained.run();
    }
  }

  private boolean isCurrent(SnippetResult result, Occasion occasion) {
    return occasion.epoch() == epoch && !(result.outcome() instanceof Outcome.Dropped);
  }

  private void actAll(List<Action> actions, Occasion occasion) {
    for (Action action : actions) {
      if (action instanceof DisconnectSse disconnect) {
        disconnect(disconnect.apiName());
      } else if (action instanceof Publish publish) {
        target.publish(publish.address(), publish.body().orElse(occasion.body()));
      }
    }
  }

  private void apply(Effect effect) {
    if (effect instanceof Effect.Disconnect disconnect) {
      disconnect(disconnect.apiName());
    } else if (effect instanceof Effect.Connect connect) {
      target.connect(connect.apiName());
    } else if (effect instanceof Effect.Publish publish) {
      target.publish(publish.address(), Json.decodeValue(publish.body()));
    }
  }

  private void disconnect(String target) {
    this.target.disconnect(target);
    if (target.equals(apiName)) {
      drop();
    }
  }

  private void report(ExecuteCode code, Outcome outcome) {
    if (outcome instanceof Outcome.Failed failed) {
      target.failed(code.keyPath() + place(failed.line(), failed.column()) + failed.message());
    } else if (outcome instanceof Outcome.Killed killed) {
      target.failed(code.keyPath() + place(killed.line(), 0) + "killed: " + killed.why());
      if (killed.suspends() && suspended.add(code.keyPath())) {
        target.failed(
            code.keyPath()
                + ": suspended until reconnect or a changed definition, since it was killed "
                + SnippetRunner.MAX_KILLS
                + " times in a row");
      }
    }
  }

  private static String place(int line, int column) {
    if (line == 0) {
      return ": ";
    }
    return ": line " + line + (column == 0 ? ": " : ", column " + column + ": ");
  }
}
