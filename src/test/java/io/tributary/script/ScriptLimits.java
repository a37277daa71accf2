package io.tributary.script;

import io.tributary.config.Action.ExecuteCode;
import io.tributary.config.ScriptConfig;
import io.tributary.testkit.Waiting;
import io.vertx.core.Future;
import java.time.Duration;

/** What the tests let snippets have: the defaults, on two threads. */
final class ScriptLimits {

  static final ScriptConfig USUAL = new ScriptConfig(Duration.ofMillis(200), 64 << 20, 2);

  /** An event whose data is {@code {"a": 1}}. */
  static final String EVENT = "{\"body\":{\"event\":\"message\",\"id\":\"7\",\"data\":{\"a\":1}}}";

  /** A script process needs seconds of processor time to start, which a busy machine has not. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private ScriptLimits() {}

  static <T> T await(Future<T> future) {
    Waiting.until(() -> "a result of " + future, PATIENCE, future::isComplete);
    return Waiting.result(future);
  }

  static ExecuteCode code(String body) {
    return new ExecuteCode(body, "API.a.onResponse.executeCode.body");
  }
}
