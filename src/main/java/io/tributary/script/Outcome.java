package io.tributary.script;

/** How a run ended. */
public sealed interface Outcome {

  /** To its end. */
  record Done() implements Outcome {}

  /**
   * By an error.
   *
   * @param line of the snippet, counted from 1; 0: not known
   * @param column of that line, counted from 1; 0: not known
   */
  record Failed(String message, int line, int column) implements Outcome {}

  /**
   * By force.
   *
   * @param line where it was; 0: not known
   * @param suspends whether this was one too many, and the snippet is not run any more
   */
  record Killed(String why, int line, boolean suspends) implements Outcome {}

  /** It did not begin, since the snippet is suspended. */
  record Suspended() implements Outcome {}

  /** It did not begin, since its stream was disconnected. */
  record Dropped() implements Outcome {}
}
