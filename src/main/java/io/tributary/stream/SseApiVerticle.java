package io.tributary.stream;

import io.tributary.bus.Command;
import io.tributary.bus.ControlFailure;
import io.tributary.bus.ErrorMessage;
import io.tributary.bus.ReplayMessage;
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
import io.tributary.ownership.Tenure;
import io.tributary.sse.SseOversize;
import io.tributary.sse.SseParser;
import io.tributary.stream.action.StreamActions;
import io.tributary.stream.delivery.Delivery;
import io.tributary.stream.delivery.DeliveryWatcher;
import io.tributary.stream.delivery.FlowHold;
import io.tributary.stream.delivery.Position;
import io.tributary.stream.http.HttpConnector;
import io.tributary.stream.net.Dialer;
import io.tributary.stream.tap.EventTap;
import io.tributary.stream.tap.Readers;
import io.tributary.stream.tap.Replay;
import io.tributary.stream.tap.Tapped;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One SSE API, running: connects to it, publishes its events, errors and states on the event bus
 * and obeys commands. Deploy one per definition; an upstream that fails does not fail the
 * deployment. Its public methods may be called from any thread.
 */
public final class SseApiVerticle extends VerticleBase {

  private static final double MILLIS_PER_SECOND = 1000;

  private final ApiDefinition definition;
  private final RecentErrors recentErrors = new RecentErrors();
  private final Readers readers;
  private Optional<Handler<String>> commentHandler = Optional.empty();
  private Optional<Callable<ApiDefinition>> reread = Optional.empty();
  private StreamServices services;
  private StreamFigures figures;
  private Reporter reporter;
  private ReconnectScheduler scheduler;
  private EventFlow flow;
  private FlowHold hold;
  private Instant since = Instant.now();
  private Position position;
  private Delivery delivery;
  private Helm helm;
  private Optional<StreamActions> actions = Optional.empty();
  private boolean ownsServices;
  private boolean stopped;

  /** A stream with an HTTP client of its own. */
  public SseApiVerticle(ApiDefinition definition) {
    this.definition = Objects.requireNonNull(definition, "definition");
    this.readers = new Readers(definition);
  }

  /** A stream that shares {@code services} with others. */
  public SseApiVerticle(ApiDefinition definition, StreamServices services) {
    this(definition);
    this.services = Objects.requireNonNull(services, "services");
  }

  /**
   * Gives the text after the colon of each comment to {@code handler}, on the stream's event loop
   * and in order with its events. To be called before the deployment.
   */
  public SseApiVerticle onComment(Handler<String> handler) {
    commentHandler = Optional.of(handler);
    return this;
  }

  /**
   * Asks for the definition again at each connect, for secrets that change; what is not about the
   * connection stays as it was deployed. To be called before the deployment.
   *
   * @param reread may block; what it throws is an {@code auth} error, and the stream tries again
   */
  public SseApiVerticle rereading(Callable<ApiDefinition> reread) {
    this.reread = Optional.of(reread);
    return this;
  }

  /** What this stream was deployed with. */
  public ApiDefinition definition() {
    return definition;
  }

  /** What is counted about this stream, once it is deployed. */
  public StreamFigures figures() {
    return figures;
  }

  /** Its last errors. */
  public RecentErrors recentErrors() {
    return recentErrors;
  }

  @Override
  public Future<?> start() {
    if (services == null) {
      ownsServices = true;
      services = StreamServices.local(vertx, StreamServices.DEFAULT_CONCURRENT_CONNECTS);
    }
    figures = new StreamFigures(services.metrics().meters(definition.name()));
    reporter = new Reporter(vertx.eventBus(), definition.name(), figures, recentErrors);
    Timers timers = new VertxTimers(vertx);
    scheduler = scheduler(timers);
    hold = new FlowHold(scheduler::hold);
    position =
        new Position(
            services.checkpoints(),
            definition,
            why -> context.runOnContext(ignored -> reporter.delivery(why, scheduler.state())));
    delivery = delivery(timers);
    if (definition.delivery().mode() == DeliveryConfig.Mode.REQUEST) {
      figures.gauge(Series.IN_FLIGHT, delivery::inFlight);
    }
    services.tenure().epoch().ifPresent(epoch -> figures.gauge(Series.EPOCH, () -> epoch));
    figures.gauge(Series.CHECKPOINT_AGE, () -> position.unsavedMillis() / MILLIS_PER_SECOND);
    helm = new Helm(position, scheduler, delivery, readers);
    flow =
        new EventFlow(
            delivery,
            readers,
            definition.delivery().events(),
            figures,
            scheduler::proven,
            this::oversize);
    commentHandler.ifPresent(flow::onComment);
    actions =
        StreamActions.of(
            definition, services.actions(), vertx.eventBus(), hold.brake(), new Own(), figures);
    actions.ifPresent(it -> readers.add(it, Optional.empty()));
    Dialer.warn(definition);
    boolean connects = services.tenure().connected().orElse(definition.autoStart());
    if (!connects) {
      figures.entered(scheduler.state().word());
    }
    helm.start(connects);
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    stopped = true;
    return helm.stop()
        .andThen(done -> figures.close())
        .andThen(done -> services.tenure().ended())
        .andThen(done -> actions.ifPresent(StreamActions::close))
        .eventually(() -> ownsServices ? services.close() : Future.succeededFuture());
  }

  /**
   * Obeys a command.
   *
   * @return the state afterwards, or a {@link ControlFailure}
   */
  public Future<StateMessage> perform(Command command) {
    Promise<StateMessage> reply = Promise.promise();
    context.runOnContext(ignored -> obey(command).onComplete(reply));
    return reply.future();
  }

  /**
   * The last events, from {@code delivery.replay}.
   *
   * @return a {@link ControlFailure} 409 where none are kept
   */
  public Future<ReplayMessage> replay(Command command) {
    return onLoop(() -> readers.replay(command.after(), command.limit()));
  }

  /**
   * Lets {@code tap} hear of every event that is delivered from now on, and reads the replay buffer
   * at the same instant, so that nothing is missing and nothing comes twice.
   *
   * @param after where the reader stands; empty: the buffer is not read
   */
  public Future<Tapped> tap(Optional<String> after, EventTap tap) {
    Runnable close = () -> context.runOnContext(ignored -> readers.remove(tap));
    return onLoop(() -> new Tapped(readers.add(tap, after), close));
  }

  /**
   * Lets a reader join a tap that is open already, without a gap and without an event twice.
   *
   * @param after the last id it has; absent: it misses nothing
   * @param then takes what it missed, on the stream's event loop, between two events
   */
  public Future<Void> betweenEvents(Optional<String> after, Consumer<Replay> then) {
    return onLoop(
        () -> {
          then.accept(readers.missed(after));
          return null;
        });
  }

  /** Whoever takes part in an event's way brakes here. */
  FlowHold hold() {
    return hold;
  }

  private <T> Future<T> onLoop(Supplier<T> task) {
    Promise<T> result = Promise.promise();
    context.runOnContext(
        ignored -> Future.succeededFuture().map(none -> task.get()).onComplete(result));
    return result.future();
  }

  private Future<StateMessage> obey(Command command) {
    if (stopped) {
      return Future.failedFuture(
          new ControlFailure(ControlFailure.UNAVAILABLE, definition.name() + " is being stopped"));
    }
    switch (command.action()) {
      case CONNECT -> {
        return helm.connect(command.lastEventId()).map(done -> state());
      }
      case DISCONNECT -> {
        actions.ifPresent(StreamActions::drop);
        return helm.disconnect("disconnected by command").map(done -> state());
      }
      case RECONNECT -> {
        if (!scheduler.state().isAlive()) {
          return Future.failedFuture(
              ControlFailure.conflict(
                  "expected a running stream to reconnect, but %s is %s; use connect"
                      .formatted(definition.name(), scheduler.state().word())));
        }
        actions.ifPresent(StreamActions::revive);
        scheduler.reconnect();
      }
      default -> {}
    }
    return Future.succeededFuture(state());
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

  private Delivery delivery(Timers timers) {
    DeliveryWatcher watcher =
        new DeliveryReports(
            definition,
            position,
            figures,
            reporter,
            scheduler::state,
            () -> reporter.state(state()));
    Tenure tenure = services.tenure();
    return Delivery.of(
        vertx.eventBus(), definition.delivery(), timers, hold.brake(), watcher, tenure);
  }

  private ReconnectScheduler scheduler(Timers timers) {
    return new ReconnectScheduler(
        new HttpConnector(
            new LiveDefinition(vertx, definition, reread),
            context,
            timers,
            services.clients(),
            services.admission(),
            figures),
        timers,
        () -> ThreadLocalRandom.current().nextDouble(),
        new ReconnectPolicy(
            definition.sse().autoReconnect(),
            definition.sse().maxReconnectAttempts(),
            definition.sse().backoff()),
        new CountingWatcher(figures, new Watcher()));
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
        reporter.state(state());
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
      reporter.state(state());
    }

    @Override
    public void lost(Failure why, ConnectionState next) {
      ErrorMessage error = reporter.lost(why, next);
      actions.ifPresent(it -> it.error(error, why));
    }
  }
}
