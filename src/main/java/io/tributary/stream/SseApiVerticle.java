package io.tributary.stream;

import io.tributary.bus.Command;
import io.tributary.bus.ControlFailure;
import io.tributary.bus.ReplayMessage;
import io.tributary.bus.StateMessage;
import io.tributary.config.ApiDefinition;
import io.tributary.metrics.StreamFigures;
import io.tributary.stream.net.Dialer;
import io.tributary.stream.tap.EventTap;
import io.tributary.stream.tap.Replay;
import io.tributary.stream.tap.Tapped;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One SSE API, running: connects to it, publishes its events, errors and states on the event bus
 * and obeys commands. Deploy one per definition; an upstream that fails does not fail the
 * deployment. Its public methods may be called from any thread.
 */
public final class SseApiVerticle extends VerticleBase {

  private final ApiDefinition definition;
  private final RecentErrors recentErrors = new RecentErrors();
  private Optional<Handler<String>> commentHandler = Optional.empty();
  private Optional<Callable<ApiDefinition>> reread = Optional.empty();
  private StreamServices services;
  private SseStream stream;
  private boolean ownsServices;

  /** A stream with an HTTP client of its own. */
  public SseApiVerticle(ApiDefinition definition) {
    this.definition = Objects.requireNonNull(definition, "definition");
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
    return stream.figures();
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
    Dialer.warn(definition);
    LiveDefinition live = new LiveDefinition(vertx, definition, reread);
    stream = new SseStream(definition, live, services, recentErrors, context);
    commentHandler.ifPresent(stream::onComment);
    stream.start();
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    return stream
        .stop()
        .eventually(() -> ownsServices ? services.close() : Future.succeededFuture());
  }

  /**
   * Obeys a command.
   *
   * @return the state afterwards, or a {@link ControlFailure}
   */
  public Future<StateMessage> perform(Command command) {
    Promise<StateMessage> reply = Promise.promise();
    context.runOnContext(ignored -> stream.perform(command).onComplete(reply));
    return reply.future();
  }

  /**
   * The last events, from {@code delivery.replay}.
   *
   * @return a {@link ControlFailure} 409 where none are kept
   */
  public Future<ReplayMessage> replay(Command command) {
    return onLoop(() -> stream.readers().replay(command.after(), command.limit()));
  }

  /**
   * Lets {@code tap} hear of every event that is delivered from now on, and reads the replay buffer
   * at the same instant, so that nothing is missing and nothing comes twice.
   *
   * @param after where the reader stands; empty: the buffer is not read
   */
  public Future<Tapped> tap(Optional<String> after, EventTap tap) {
    Runnable close = () -> context.runOnContext(ignored -> stream.readers().remove(tap));
    return onLoop(() -> new Tapped(stream.readers().add(tap, after), close));
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
          then.accept(stream.readers().missed(after));
          return null;
        });
  }

  private <T> Future<T> onLoop(Supplier<T> task) {
    Promise<T> result = Promise.promise();
    context.runOnContext(
        ignored -> Future.succeededFuture().map(none -> task.get()).onComplete(result));
    return result.future();
  }
}
