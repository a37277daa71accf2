package io.tributary.script;

import io.tributary.config.Action.ExecuteCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** A runner whose runs end when the test says so, and how. */
final class FakeSnippets implements SnippetRunner {

  /** What was asked for, in its order. */
  final List<String> calls = new ArrayList<>();

  private final Deque<Promise<SnippetResult>> open = new ArrayDeque<>();

  /** The run that waits longest ends. */
  void end(Outcome outcome, Effect... effects) {
    open.remove().complete(new SnippetResult(outcome, List.of(effects), 1_000));
  }

  int open() {
    return open.size();
  }

  @Override
  public Future<List<SnippetProblem>> check(Collection<ExecuteCode> snippets) {
    return Future.succeededFuture(List.of());
  }

  @Override
  public Future<SnippetResult> run(String apiName, ExecuteCode snippet, String response) {
    calls.add("run " + snippet.body() + " " + response);
    Promise<SnippetResult> promise = Promise.promise();
    open.add(promise);
    return promise.future();
  }

  @Override
  public void drop(String apiName) {
    calls.add("drop " + apiName);
  }

  @Override
  public void revive(String apiName) {
    calls.add("revive " + apiName);
  }

  @Override
  public void forget(String apiName) {
    calls.add("forget " + apiName);
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }
}
