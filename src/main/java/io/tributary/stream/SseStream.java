package io.tributary.stream;

import io.tributary.bus.Command;
import io.tributary.bus.ControlFailure;
import io.tributary.bus.ErrorMessage;
import io.tributary.bus.StateMessage;
import io.tributary.config.ApiDefinition;
import io.tributary.config.DeliveryConfig;
import io.tributary.connection.ConnectionState;
import io.tributary.connection.ErrorType;
import io.tributary.connection.Failure;
import io.tributary.connection.ReconnectPolicy;
import io.tributary.connection.Timers;
import io.tributary.metrics.Series;
import io.tributary.metrics.StreamFigures;
import io.tributary.sse.SseOversize;
import io.tributary.sse.SseParser;
import io.tributary.stream.action.StreamActions;
import io.tributary.stream.delivery.Delivery;
import io.tributary.stream.delivery.FlowHold;
import io.tributary.stream.delivery.Position;
import io.tributary.stream.http.HttpConnector;
import io.tributary.stream.tap.Readers;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.eventbus.EventBus;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The parts of one API's stream, put together: connection, delivery, readers, actions, reports.
 * Lives on one event loop, which is where it has to be made.
 */
final class SseStream {

  private static final double MILLIS_PER_SECOND = 1000;

  private final ApiDefinition definition;
  private final StreamServices services;
  private final StreamFigures figures;
  private final Reporter reporter;
  private final ReconnectScheduler scheduler;
  private final Position position;
  private final Delivery delivery;
  private final Readers readers;
  private final Helm helm;
  private final EventFlow flow;
  private final Optional<StreamActions> actions;
  private Instant since = Instant.now();
  private boolean stopped;

  /**
   * @param live the definition of each connect
   * @param recent keeps the errors
   */
  SseStream(
      ApiDefinition definition,
      LiveDefinition live,
      StreamServices services,
      RecentErrors recent,
      Context loop) {
    this.definition = definition;
    this.services = services;
    EventBus bus = loop.owner().eventBus();
    figures = new StreamFigures(services.metrics().meters(definition.name()));
    reporter = new Reporter(bus, definition.name(), figures, recent);
    Timers timers = new VertxTimers(loop.owner());
    scheduler = scheduler(live, timers, loop);
    FlowHold hold = new FlowHold(scheduler::hold);
    position =
        new Position(
            services.checkpoints(),
            definition,
            why -> loop.runOnContext(ignored -> reporter.delivery(why, scheduler.state())));
    DeliveryReports reports =
        new DeliveryReports(
            definition, position, figures, reporter, scheduler::state, this::tellState);
    delivery =
        Delivery.of(bus, definition.delivery(), timers, hold.brake(), reports, services.tenure());
    readers = new Readers(definition);
    actions =
        StreamActions.of(definition, services.actions(), bus, hold.brake(), new Own(), figures);
    actions.ifPresent(it -> readers.add(it, Optional.empty()));
    helm = new Helm(position, scheduler, delivery, readers, services.tenure());
    flow =
        new EventFlow(
            delivery,
            readers,
            definition.delivery().events(),
            figures,
            scheduler::proven,
            this::oversize);
    showGauges();
  }

  private ReconnectScheduler scheduler(LiveDefinition live, Timers timers, Context loop) {
    return new ReconnectScheduler(
        new HttpConnector(live, loop, timers, services.clients(), services.admission(), figures),
        timers,
        () -> ThreadLocalRandom.current().nextDouble(),
        new ReconnectPolicy(
            definition.sse().autoReconnect(),
            definition.sse().maxReconnectAttempts(),
            definition.sse().backoff()),
        new CountingWatcher(figures, new Watcher()));
  }

  private void showGauges() {
    if (definition.delivery().mode() == DeliveryConfig.Mode.REQUEST) {
      figures.gauge(Series.IN_FLIGHT, delivery::inFlight);
    }
    services.tenure().epoch().ifPresent(epoch -> figures.gauge(Series.EPOCH, () -> epoch));
    figures.gauge(Series.CHECKPOINT_AGE, () -> position.unsavedMillis() / MILLIS_PER_SECOND);
  }

  StreamFigures figures() {
    return figures;
  }

  Readers readers() {
    return readers;
  }

  void onComment(Handler<String> handler) {
    flow.onComment(handler);
  }

  /** Connects, unless the definition or the cluster wants it idle. */
  void start() {
    boolean connects = services.tenure().connected().orElse(definition.autoStart());
    if (!connects) {
      figures.entered(scheduler.state().word());
    }
    helm.start(connects);
  }

  /** Ends the stream for good; completes when nothing of it is left. */
  Future<Void> stop() {
    stopped = true;
    return helm.stop()
        .andThen(done -> figures.close())
        .andThen(done -> services.tenure().ended())
        .andThen(done -> actions.ifPresent(StreamActions::close));
  }

  /**
   * Obeys a command.
   *
   * @return the state afterwards, or a {@link ControlFailure}
   */
  Future<StateMessage> perform(Command command) {
    if (stopped) {
      return Future.failedFuture(
          new ControlFailure(ControlFailure.UNAVAILABLE, definition.name() + " is being stopped"));
    }
    Future<Void> done =
        switch (command.action()) {
          case CONNECT -> helm.connect(command.lastEventId());
          case DISCONNECT -> {
            actions.ifPresent(StreamActions::drop);
            yield helm.disconnect("disconnected by command");
          }
          case RECONNECT -> reconnect();
          default -> Future.succeededFuture();
        };
    return done.map(ignored -> state());
  }

  private Future<Void> reconnect() {
    if (!scheduler.state().isAlive()) {
      return Future.failedFuture(
          ControlFailure.conflict(
              "expected a running stream to reconnect, but %s is %s; use connect"
                  .formatted(definition.name(), scheduler.state().word())));
    }
    actions.ifPresent(StreamActions::revive);
    scheduler.reconnect();
    return Future.succeededFuture();
  }

  private StateMessage state() {
    ConnectionState now = scheduler.state();
    Optional<String> reason =
        now instanceof ConnectionState.Open
            ? delivery.waitsFor().or(() -> actions.flatMap(StreamActions::suspended))
            : Optional.of(now.reason()).filter(text -> !text.isEmpty());
    return new StateMessage(
        definition.name(),
        now.word(),
        since,
        now.attempt(),
        services.node(),
        scheduler.lastEventId(),
        reason);
  }

  private void tellState() {
    reporter.state(state());
  }

  private void oversize(SseOversize event) {
    String message =
        "expected an event of at most %d bytes, got %d"
            .formatted(definition.sse().maxEventSize(), event.size());
    reporter.error(ErrorType.OVERSIZE, message, scheduler.state());
  }

  private final class Own implements StreamActions.Own {

    @Override
    public void disconnect() {
      services.tenure().wanted(false);
      // Its state is told by the scheduler, a socket that does not close counts as closed.
      helm.disconnect("disconnected by its own action").otherwiseEmpty();
    }

    @Override
    public void connect() {
      services.tenure().wanted(true);
      helm.connect(Optional.empty()).onFailure(why -> failed("connect: " + why.getMessage()));
    }

    @Override
    public void failed(String message) {
      reporter.error(ErrorType.SCRIPT, message, scheduler.state());
      if (actions.flatMap(StreamActions::suspended).isPresent()) {
        tellState();
      }
    }
  }

  private final class Watcher implements StreamWatcher {

    @Override
    public void opened(SseParser events) {
      flow.attach(events);
    }

    @Override
    public void entered(ConnectionState now) {
      since = Instant.now();
      tellState();
    }

    @Override
    public void lost(Failure why, ConnectionState next) {
      ErrorMessage error = reporter.lost(why, next);
      actions.ifPresent(it -> it.error(error, why));
    }
  }
}
