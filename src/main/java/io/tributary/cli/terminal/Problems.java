package io.tributary.cli.terminal;

import io.tributary.config.InvalidConfig;

/** Tells a user what is wrong with a configuration. */
public final class Problems {

  private Problems() {}

  public static void print(InvalidConfig invalid, Terminal terminal) {
    invalid.problems().forEach(problem -> terminal.note(problem.toString()));
    int count = invalid.problems().size();
    terminal.note("tributary: " + count + (count == 1 ? " problem" : " problems"));
  }
}
