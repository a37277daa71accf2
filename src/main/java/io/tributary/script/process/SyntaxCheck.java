package io.tributary.script.process;

import io.tributary.config.Action.ExecuteCode;
import io.tributary.script.Outcome;
import io.tributary.script.SnippetProblem;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Looks for syntax errors in a list of snippets. */
final class SyntaxCheck implements Lanes.Work {

  private final List<ExecuteCode> snippets;
  private final Consumer<AsyncResult<List<SnippetProblem>>> done;
  private final List<SnippetProblem> problems = new ArrayList<>();
  private int next;
  private boolean told;

  SyntaxCheck(List<ExecuteCode> snippets, Consumer<AsyncResult<List<SnippetProblem>>> done) {
    this.snippets = snippets;
    this.done = done;
  }

  @Override
  public void on(Lane lane) throws IOException {
    ChildProcess process = lane.process();
    for (; next < snippets.size(); next++) {
      ExecuteCode snippet = snippets.get(next);
      process.check(snippet.keyPath(), snippet.body()).ifPresent(problems::add);
    }
    tell(Future.succeededFuture(problems));
  }

  /** A text that the parser does not survive is a problem of that text. */
  @Override
  public void died(Outcome outcome) {
    if (outcome instanceof Outcome.Failed failed) {
      next = snippets.size();
      tell(Future.failedFuture(new IllegalStateException(failed.message())));
      return;
    }
    problems.add(
        new SnippetProblem(snippets.get(next).keyPath(), 1, 1, "cannot be parsed: " + outcome));
    next++;
    if (next == snippets.size()) {
      tell(Future.succeededFuture(problems));
    }
  }

  @Override
  public boolean wantsAnotherTurn() {
    return next < snippets.size();
  }

  @Override
  public void abandon() {
    tell(Future.failedFuture(new IllegalStateException("the service is closing")));
  }

  /** Once: a service that closes abandons what may be over already. */
  private void tell(AsyncResult<List<SnippetProblem>> result) {
    if (!told) {
      told = true;
      done.accept(result);
    }
  }
}
