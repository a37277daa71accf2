package io.tributary.script;

import java.util.List;

/**
 * What came of a run.
 *
 * @param effects what the snippet asked for, in its order, also where it failed later
 */
public record SnippetResult(Outcome outcome, List<Effect> effects) {

  static final SnippetResult DROPPED = new SnippetResult(new Outcome.Dropped(), List.of());
  static final SnippetResult SUSPENDED = new SnippetResult(new Outcome.Suspended(), List.of());
}
