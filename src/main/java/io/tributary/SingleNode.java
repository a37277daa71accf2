package io.tributary;

import io.tributary.checkpoint.Checkpoints;
import io.tributary.checkpoint.FileCheckpoints;
import io.tributary.config.CheckpointConfig;
import io.tributary.control.Commands;
import io.tributary.metrics.PrometheusMetrics;
import io.tributary.ownership.Directory;
import io.tributary.ownership.LocalOwnership;
import io.tributary.ownership.Ownership;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.healthchecks.HealthChecks;
import java.util.Optional;

/** A service by itself: it runs every API and keeps positions in files. */
final class SingleNode implements Formation {

  private final Ownership ownership = new LocalOwnership();
  private final Checkpoints checkpoints;

  SingleNode(Vertx vertx, CheckpointConfig config) {
    this.checkpoints = checkpoints(vertx, config);
  }

  /** The store of {@code config}, which is not that of a cluster. */
  static Checkpoints checkpoints(Vertx vertx, CheckpointConfig config) {
    return config.store() == CheckpointConfig.Store.FILE
        ? new FileCheckpoints(
            vertx, config.directory(), config.onCorrupt() == CheckpointConfig.OnCorrupt.FRESH)
        : Checkpoints.none();
  }

  @Override
  public Ownership ownership() {
    return ownership;
  }

  @Override
  public Checkpoints checkpoints() {
    return checkpoints;
  }

  @Override
  public Commands commands(Commands local) {
    return local;
  }

  @Override
  public void addTo(Parts parts, Commands local) {}

  @Override
  public Optional<Directory> peers() {
    return Optional.empty();
  }

  @Override
  public Optional<Context> place() {
    return Optional.empty();
  }

  @Override
  public void register(HealthChecks ready) {}

  @Override
  public void show(PrometheusMetrics metrics) {}
}
