package io.tributary;

import io.tributary.checkpoint.Checkpoints;
import io.tributary.control.Commands;
import io.tributary.metrics.PrometheusMetrics;
import io.tributary.ownership.Directory;
import io.tributary.ownership.Ownership;
import io.vertx.core.Context;
import io.vertx.ext.healthchecks.HealthChecks;
import java.util.Optional;

/** What it makes a difference to: whether a service runs by itself or as a node of a cluster. */
interface Formation {

  Ownership ownership();

  Checkpoints checkpoints();

  /** Those who obey commands about every API; {@code local} obeys those about what runs here. */
  Commands commands(Commands local);

  /** Adds what other nodes need of this one. */
  void addTo(Parts parts, Commands local);

  /** What is known of other nodes, where there are any. */
  Optional<Directory> peers();

  /** Where streams are deployed; empty: as children of the service. */
  Optional<Context> place();

  /** Adds what has to hold for this node to be ready. */
  void register(HealthChecks ready);

  /** Shows how this node stands. */
  void show(PrometheusMetrics metrics);
}
