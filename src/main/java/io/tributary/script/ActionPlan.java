package io.tributary.script;

import io.tributary.config.Action;
import io.tributary.config.Action.DisconnectSse;
import io.tributary.config.Action.ExecuteCode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A list of actions, cut where code runs. Immutable.
 *
 * @param steps each run of code, and what comes between it and the one before
 * @param rest what comes after the last
 */
record ActionPlan(List<Step> steps, List<Action> rest) {

  record Step(List<Action> before, ExecuteCode code) {}

  static ActionPlan of(List<Action> actions) {
    List<Step> steps = new ArrayList<>();
    List<Action> since = new ArrayList<>();
    for (Action action : actions) {
      if (action instanceof ExecuteCode code) {
        steps.add(new Step(List.copyOf(since), code));
        since.clear();
      } else {
        since.add(action);
      }
    }
    return new ActionPlan(List.copyOf(steps), List.copyOf(since));
  }

  /** Whether an event is the last one because of these very actions. */
  boolean disconnects(String apiName) {
    return others().anyMatch(new DisconnectSse(apiName)::equals);
  }

  private Stream<Action> others() {
    return Stream.concat(steps.stream().flatMap(step -> step.before().stream()), rest.stream());
  }
}
