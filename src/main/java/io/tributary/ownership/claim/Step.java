package io.tributary.ownership.claim;

import java.util.Optional;

/** What a node has to do about one API now. */
public sealed interface Step {

  String apiName();

  /** Take it over: the map must still say {@code expected}. */
  record Take(String apiName, Optional<Claim> expected, Claim next) implements Step {}

  /** Stop the stream, then release the claim: another node should have it. */
  record HandOver(String apiName, Claim held) implements Step {}

  /** Release a claim that nothing runs for. */
  record Release(String apiName, Claim held) implements Step {}

  /** Stop the stream at once: the claim is not ours any more. */
  record Lost(String apiName) implements Step {}
}
