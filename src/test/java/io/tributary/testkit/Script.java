package io.tributary.testkit;

/** What a {@link ScriptedSseServer} does with one request. Runs on the server's event loop. */
@FunctionalInterface
public interface Script {

  /** Writes the answer down; the steps are played in order, each after the one before is done. */
  void play(Exchange exchange);
}
