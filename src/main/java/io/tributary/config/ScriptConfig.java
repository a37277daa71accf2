package io.tributary.config;

import java.time.Duration;

/**
 * What the snippets of {@code executeCode} may use.
 *
 * @param timeout of one run, processor time
 * @param memory bytes that one run may allocate
 * @param threads how many snippets run side by side
 */
public record ScriptConfig(Duration timeout, int memory, int threads) {

  private static final int TIMEOUT_MILLIS = 200;
  private static final int MEMORY = 64 << 20;

  /** What holds where nothing is configured. */
  public static ScriptConfig usual() {
    return new ScriptConfig(Duration.ofMillis(TIMEOUT_MILLIS), MEMORY, usualThreads());
  }

  static ScriptConfig read(ConfigReader in) {
    return new ScriptConfig(
        in.value("timeout", ValueType.millis(1), TIMEOUT_MILLIS),
        in.value("memory", ValueType.whole(1 << 20, Integer.MAX_VALUE), MEMORY),
        in.optional("threads", ValueType.whole(1, 1024)).orElseGet(ScriptConfig::usualThreads));
  }

  /** Each has a process of its own; with two, one that is replaced does not stop the others. */
  private static int usualThreads() {
    return Math.max(2, Math.min(4, Runtime.getRuntime().availableProcessors()));
  }
}
