package io.tributary;

import io.tributary.config.ApiSource;
import io.tributary.config.ServiceConfig;
import io.tributary.control.Commands;
import io.tributary.control.ControlEndpoint;
import io.tributary.control.LocalCommands;
import io.tributary.http.HttpFace;
import io.tributary.metrics.Metrics;
import io.tributary.metrics.PrometheusMetrics;
import io.tributary.ownership.Ownership;
import io.tributary.stream.StreamServices;
import io.tributary.stream.Streams;
import io.tributary.stream.action.ActionServices;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.ext.healthchecks.HealthChecks;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole service as one verticle: a stream for each configured API and the control address. It
 * has started when commands are taken and every stream is deployed; an upstream that fails does not
 * fail the start.
 */
public final class Tributary extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(Tributary.class);

  private ServiceConfig config;
  private Optional<PrometheusMetrics> metrics = Optional.empty();
  private volatile int httpPort;
  private Parts parts;
  private StreamDeployment deployment;
  private Formation formation;
  private Ownership ownership;
  private ActionServices actions;
  private Future<?> reloaded = Future.succeededFuture();

  public Tributary(ServiceConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  /**
   * Shows the service over HTTP too: page, metrics, health, API and events. Needs the optional
   * dependencies vertx-web, vertx-health-check, vertx-micrometer-metrics and
   * micrometer-registry-prometheus.
   */
  public Tributary withHttp(PrometheusMetrics shown) {
    metrics = Optional.of(shown);
    return this;
  }

  /** The port that it is shown at, once it is deployed; 0 without {@link #withHttp}. */
  public int httpPort() {
    return httpPort;
  }

  @Override
  public Future<?> start() {
    formation = formation();
    ownership = formation.ownership();
    var checkpoints = formation.checkpoints();
    actions = new ActionServices(vertx, config.scripts(), config.controlAddress());
    var services =
        StreamServices.local(
                vertx,
                config.maxConcurrentConnects(),
                // No method reference: it would want the classes of Micrometer in any case.
                metrics.isPresent() ? metrics.get().streams() : Metrics.NONE)
            .withCheckpoints(checkpoints)
            .performing(actions)
            .onNode(ownership.node());
    var streams = new Streams();
    var local = new LocalCommands(streams);
    var commands = formation.commands(local);
    var control =
        new ControlEndpoint(vertx.eventBus(), config.controlAddress(), PeerViews.without(commands));
    deployment = new StreamDeployment(vertx, services, streams, formation.place(), config);
    StartNotes.shortOutages(config.apis().values()).ifPresent(LOG::warn);
    parts =
        new Parts()
            .add(checkpoints::start, checkpoints::close)
            .add(() -> actions.check(config.apis().values()), services::close)
            .add(control::start, control::stop);
    formation.addTo(parts, PeerViews.adding(local, streams));
    parts.add(() -> ownership.start(hashes(config.sources()), deployment), ownership::stop);
    metrics.ifPresent(shown -> addHttp(streams, commands, shown));
    return parts.startAll();
  }

  private static Map<String, String> hashes(Map<String, ApiSource> sources) {
    return sources.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, it -> it.getValue().hash()));
  }

  /** Last, so that whoever gets an answer finds everything behind it at work. */
  private void addHttp(Streams streams, Commands commands, PrometheusMetrics shown) {
    var ready = HealthChecks.create(vertx);
    formation.register(ready);
    formation.show(shown);
    var face =
        new HttpFace(
            vertx, config.http(), streams, commands::perform, ready, Optional.of(shown::scrape));
    formation.peers().ifPresent(face::withPeers);
    parts.add(() -> face.start().onSuccess(bound -> httpPort = face.port()), face::stop);
  }

  private Formation formation() {
    return config.cluster().isPresent()
        ? new ClusterNode(vertx, config.cluster().get(), config.checkpoint())
        : new SingleNode(vertx, config.checkpoint());
  }

  @Override
  public Future<?> stop() {
    return parts.stopAll();
  }

  /**
   * Brings the streams to what {@code next} says: new APIs start, removed ones stop, changed ones
   * restart from their last id, the rest are not touched. Other keys need a new start of the
   * process. May be called from any thread.
   */
  public Future<Void> reload(ServiceConfig next) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        ignored -> {
          // One after the other: two at once could deploy the same API twice.
          reloaded = reloaded.transform(before -> apply(next));
          reloaded.<Void>mapEmpty().onComplete(done);
        });
    return done.future();
  }

  private Future<?> apply(ServiceConfig next) {
    return actions
        .check(next.apis().values())
        .onFailure(why -> LOG.error("reload: nothing changes: {}", why.getMessage()))
        .compose(valid -> applyValid(next));
  }

  private Future<?> applyValid(ServiceConfig next) {
    ConfigDiff diff = ConfigDiff.between(config, next);
    config = next;
    if (!diff.restart().isEmpty()) {
      LOG.warn("reload: changes of {} need a restart of the process", diff.restart());
    }
    if (diff.isQuiet()) {
      return Future.succeededFuture();
    }
    LOG.info("reload: {}", diff);
    deployment.define(next);
    return ownership
        .redefine(hashes(next.sources()))
        .onFailure(why -> LOG.error("reload: a stream could not be brought up or down", why));
  }
}
