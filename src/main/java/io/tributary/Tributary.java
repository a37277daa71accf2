package io.tributary;

import io.tributary.checkpoint.Checkpoints;
import io.tributary.checkpoint.FileCheckpoints;
import io.tributary.config.CheckpointConfig;
import io.tributary.config.ServiceConfig;
import io.tributary.control.ControlEndpoint;
import io.tributary.stream.StreamServices;
import io.tributary.stream.Streams;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole service as one verticle: a stream for each configured API and the control address. It
 * has started when commands are taken and every stream is deployed; an upstream that fails does not
 * fail the start.
 */
public final class Tributary extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(Tributary.class);

  private final ServiceConfig config;
  private Parts parts;

  public Tributary(ServiceConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  @Override
  public Future<?> start() {
    var checkpoints = checkpoints();
    var services =
        StreamServices.local(vertx, config.maxConcurrentConnects()).withCheckpoints(checkpoints);
    var streams = new Streams();
    var control = new ControlEndpoint(vertx.eventBus(), config.controlAddress(), streams);
    var deployment = new StreamDeployment(vertx, services, streams);
    StartNotes.shortOutages(config.apis().values()).ifPresent(LOG::warn);
    parts =
        new Parts()
            .add(Future::succeededFuture, checkpoints::close)
            .add(Future::succeededFuture, () -> services.clients().close())
            .add(control::start, control::stop)
            .add(() -> deployment.deployAll(config), deployment::undeployAll);
    return parts.startAll();
  }

  private Checkpoints checkpoints() {
    CheckpointConfig checkpoint = config.checkpoint();
    return checkpoint.store() == CheckpointConfig.Store.FILE
        ? new FileCheckpoints(
            vertx,
            checkpoint.directory(),
            checkpoint.onCorrupt() == CheckpointConfig.OnCorrupt.FRESH)
        : Checkpoints.none();
  }

  @Override
  public Future<?> stop() {
    return parts.stopAll();
  }
}
