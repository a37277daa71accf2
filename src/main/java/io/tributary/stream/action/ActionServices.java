package io.tributary.stream.action;

import io.tributary.config.Action;
import io.tributary.config.Action.ExecuteCode;
import io.tributary.config.ApiDefinition;
import io.tributary.config.InvalidConfig;
import io.tributary.config.Problem;
import io.tributary.config.ScriptConfig;
import io.tributary.script.SnippetProblem;
import io.tributary.script.SnippetRunner;
import io.tributary.script.process.GraalSnippets;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the actions of all streams of a process share. Thread-safe. */
public final class ActionServices {

  private final VertxInternal vertx;
  private final ScriptConfig limits;
  private final String controlAddress;
  private Optional<SnippetRunner> runner = Optional.empty();

  /** Starts nothing: the engine comes with the first definition that has code. */
  public ActionServices(Vertx vertx, ScriptConfig limits, String controlAddress) {
    this.vertx = (VertxInternal) vertx;
    this.limits = limits;
    this.controlAddress = controlAddress;
  }

  /**
   * Looks for syntax errors in the code of these definitions.
   *
   * @return fails with {@link InvalidConfig}, or because there is code but no engine
   */
  public Future<Void> check(Collection<ApiDefinition> definitions) {
    List<ExecuteCode> snippets =
        definitions.stream()
            .flatMap(api -> Stream.of(api.onResponse(), api.onError()))
            .flatMap(Collection::stream)
            .filter(ExecuteCode.class::isInstance)
            .map(ExecuteCode.class::cast)
            .toList();
    return snippets.isEmpty()
        ? Future.succeededFuture()
        : runner().check(snippets).compose(ActionServices::refuse);
  }

  private static Future<Void> refuse(List<SnippetProblem> found) {
    if (found.isEmpty()) {
      return Future.succeededFuture();
    }
    return Future.failedFuture(InvalidConfig.of(found.stream().map(it -> problem(it)).toList()));
  }

  private static Problem problem(SnippetProblem found) {
    String where = "line " + found.line() + ", column " + found.column() + " of the code: ";
    return Problem.at(found.keyPath(), where + found.message());
  }

  /** Who runs the code of definitions. */
  synchronized SnippetRunner runner() {
    if (runner.isEmpty()) {
      // Its timer ends with the context that it is made on: that must not be the first stream's.
      ContextInternal neutral = vertx.createEventLoopContext();
      ContextInternal before = neutral.beginDispatch();
      try {
        runner = Optional.of(new GraalSnippets(vertx, limits));
      } finally {
        neutral.endDispatch(before);
      }
    }
    return runner.get();
  }

  /** Where commands for other streams go. */
  String controlAddress() {
    return controlAddress;
  }

  /** Whether a definition has anything to do. */
  static boolean wants(List<Action> onResponse, List<Action> onError) {
    return !onResponse.isEmpty() || !onError.isEmpty();
  }

  /** Ends every run. */
  public synchronized Future<Void> close() {
    return runner.map(SnippetRunner::close).orElseGet(Future::succeededFuture);
  }
}
