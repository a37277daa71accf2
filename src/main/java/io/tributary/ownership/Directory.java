package io.tributary.ownership;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a node knows of the others, so that any node can answer for every API. Lives on the event
 * loop of its {@link Ownership}, but for {@link #standing}, which any thread may call.
 */
public interface Directory {

  /** This node. */
  Owner self();

  /** The other nodes that take part. */
  List<Owner> peers();

  /** Every API that any node knows. */
  Set<String> apis();

  /** Who runs what, as it was a moment ago. */
  Map<String, Owner> owners();

  /** Who runs an API now; empty: nobody. */
  Future<Optional<Owner>> owner(String apiName);

  /**
   * Notes what users want of an API, for whoever runs it now or later.
   *
   * @return fails with a {@link io.tributary.bus.ControlFailure} 503 while too few nodes are in
   *     touch for that to hold
   */
  Future<Void> wish(String apiName, boolean connected);

  /** How this node stands. */
  Standing standing();
}
