package io.tributary.script;

import java.util.List;

/**
 * What came of a run.
 *
 * @param effects what the snippet asked for, in its order, also where it failed later
 * @param micros how long it ran, microseconds; 0 where it did not begin
 */
public record SnippetResult(Outcome outcome, List<Effect> effects, long micros) {

  /** Of a run that was dropped before it began. */
  public static final SnippetResult DROPPED =
      new SnippetResult(new Outcome.Dropped(), List.of(), 0);

  /** Of a run that did not begin, its snippet being suspended. */
  public static final SnippetResult SUSPENDED =
      new SnippetResult(new Outcome.Suspended(), List.of(), 0);
}
