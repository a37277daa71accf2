package io.tributary.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used, with every reason at once. The message has one a line. */
public final class InvalidConfig extends RuntimeException {

  private final transient List<Problem> problems;

  InvalidConfig(List<Problem> problems) {
    // The place that matters is in the file, not on the stack.
    super(
        problems.stream().map(Problem::toString).collect(Collectors.joining("\n")),
        null,
        false,
        false);
    this.problems = List.copyOf(problems);
  }

  /** A configuration with these problems. */
  public static InvalidConfig of(List<Problem> problems) {
    return new InvalidConfig(problems);
  }

  /** What is wrong, in the order of the file. */
  public List<Problem> problems() {
    return problems;
  }
}
