package io.tributary.script;

import io.tributary.config.Action.ExecuteCode;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;

/**
 * Runs the JavaScript of definitions without letting it hurt the service. Thread-safe; one for a
 * whole process, closed by who made it.
 */
public interface SnippetRunner {

  /** Kills in a row after which a snippet is not run any more. */
  int MAX_KILLS = 10;

  /**
   * Looks for syntax errors; runs nothing.
   *
   * @return what is wrong, in the order of {@code snippets}; fails where no engine is there
   */
  Future<List<SnippetProblem>> check(Collection<ExecuteCode> snippets);

  /**
   * Runs a snippet after everything that was handed in earlier for this API.
   *
   * @param response the snippet's {@code response} as JSON; its {@code body} is also its {@code
   *     event}
   * @return completes in order, on the context of the caller; never fails
   */
  Future<SnippetResult> run(String apiName, ExecuteCode snippet, String response);

  /** Drops what this API has waiting, because its stream was disconnected. */
  void drop(String apiName);

  /** Runs suspended snippets of this API again. */
  void revive(String apiName);

  /** As {@link #drop}; and forgets what the snippets of this API stored. */
  void forget(String apiName);

  /** Ends all runs; what is handed in later is dropped. */
  Future<Void> close();
}
