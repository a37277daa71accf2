package io.tributary.script.process;

import io.tributary.config.Action.ExecuteCode;
import io.tributary.config.InvalidConfig;
import io.tributary.config.Problem;
import io.tributary.config.ScriptConfig;
import io.tributary.script.SnippetProblem;
import io.tributary.script.SnippetResult;
import io.tributary.script.SnippetRunner;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Runs snippets with GraalJS, in processes of their own. */
public final class GraalSnippets implements SnippetRunner {

  /** What somebody who embeds Tributary has to add. */
  static final String DEPENDENCY = "org.graalvm.js:js-language:25.0.4.1";

  private static final String ENGINE = "com.oracle.truffle.js.lang.JavaScriptLanguage";
  private static final long CHECK_OVERDUE_MILLIS = 1_000;

  private final Vertx vertx;
  private final Lanes lanes;
  private final Map<String, RunQueue> queues = new ConcurrentHashMap<>();
  private final long timer;

  /** Starts nothing yet: processes come with the first snippet. */
  public GraalSnippets(Vertx vertx, ScriptConfig limits) {
    this.vertx = vertx;
    this.lanes = new Lanes(limits);
    timer = vertx.setPeriodic(CHECK_OVERDUE_MILLIS, tick -> lanes.killOverdue());
  }

  @Override
  public Future<List<SnippetProblem>> check(Collection<ExecuteCode> snippets) {
    if (snippets.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    if (!engineIsThere()) {
      return Future.failedFuture(noEngine(snippets));
    }
    Promise<List<SnippetProblem>> promise = Promise.promise();
    Context context = vertx.getOrCreateContext();
    lanes.submit(
        new SyntaxCheck(
            List.copyOf(snippets), done -> context.runOnContext(it -> promise.handle(done))));
    return promise.future();
  }

  private static InvalidConfig noEngine(Collection<ExecuteCode> snippets) {
    String what = "expected a JavaScript engine, got none; add the dependency " + DEPENDENCY;
    return InvalidConfig.of(
        snippets.stream().map(code -> Problem.at(code.keyPath(), what)).toList());
  }

  @Override
  public Future<SnippetResult> run(String apiName, ExecuteCode snippet, String response) {
    Promise<SnippetResult> promise = Promise.promise();
    Context context = vertx.getOrCreateContext();
    RunQueue queue = queues.computeIfAbsent(apiName, RunQueue::new);
    var run =
        new RunQueue.Run(
            snippet, response, result -> context.runOnContext(it -> promise.complete(result)));
    if (queue.add(run)) {
      lanes.submit(queue);
    }
    return promise.future();
  }

  @Override
  public void drop(String apiName) {
    RunQueue queue = queues.get(apiName);
    if (queue != null) {
      queue.drop();
    }
  }

  @Override
  public void revive(String apiName) {
    RunQueue queue = queues.get(apiName);
    if (queue != null) {
      queue.revive();
    }
  }

  @Override
  public void forget(String apiName) {
    RunQueue queue = queues.remove(apiName);
    if (queue != null) {
      queue.drop();
    }
  }

  @Override
  public Future<Void> close() {
    vertx.cancelTimer(timer);
    return vertx.executeBlocking(
        () -> {
          lanes.close();
          return null;
        },
        false);
  }

  private static boolean engineIsThere() {
    try {
      Class.forName(ENGINE, false, GraalSnippets.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException absent) {
      return false;
    }
  }
}
