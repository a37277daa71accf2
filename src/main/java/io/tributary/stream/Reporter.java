package io.tributary.stream;

import io.tributary.bus.Addresses;
import io.tributary.bus.DeadLetter;
import io.tributary.bus.ErrorMessage;
import io.tributary.bus.StateMessage;
import io.tributary.connection.ConnectionState;
import io.tributary.connection.ConnectionState.Waiting;
import io.tributary.connection.ErrorType;
import io.tributary.connection.Failure;
import io.tributary.metrics.Series;
import io.tributary.metrics.StreamFigures;
import io.vertx.core.eventbus.EventBus;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the bus and the log what becomes of one stream. */
final class Reporter {

  private static final Logger LOG = LoggerFactory.getLogger("io.tributary.stream");

  private final EventBus bus;
  private final String apiName;
  private final StreamFigures figures;
  private final RecentErrors recent;

  Reporter(EventBus bus, String apiName, StreamFigures figures, RecentErrors recent) {
    this.bus = bus;
    this.apiName = apiName;
    this.figures = figures;
    this.recent = recent;
  }

  void state(StateMessage state) {
    String why = state.reason().map(reason -> " why=\"" + reason + '"').orElse("");
    LOG.info("api={} state={} attempt={}{}", apiName, state.state(), state.attempt(), why);
    bus.publish(Addresses.state(apiName), state.toJson());
  }

  /** A connection could not be made or did not last; the state that follows logs it. */
  ErrorMessage lost(Failure why, ConnectionState next) {
    OptionalInt status =
        why instanceof Failure.Status answer
            ? OptionalInt.of(answer.code())
            : why instanceof Failure.Redirect redirect
                ? OptionalInt.of(redirect.code())
                : OptionalInt.empty();
    OptionalLong delay =
        next instanceof Waiting waiting ? OptionalLong.of(waiting.delay()) : OptionalLong.empty();
    ErrorMessage error =
        new ErrorMessage(
            apiName,
            why.type(),
            why.message(),
            status,
            next.attempt(),
            next instanceof Waiting,
            delay);
    publish(error);
    return error;
  }

  /** Something else went wrong; the stream goes on. */
  void error(ErrorType type, String message, ConnectionState now) {
    LOG.warn("api={} error={} why=\"{}\"", apiName, type, message);
    publish(
        new ErrorMessage(
            apiName,
            type,
            message,
            OptionalInt.empty(),
            now.attempt(),
            now.isAlive(),
            OptionalLong.empty()));
  }

  /** Something is wrong with the delivery; the stream goes on. */
  void delivery(String message, ConnectionState now) {
    error(ErrorType.DELIVERY, message, now);
  }

  /** An event that nobody acknowledged. */
  void dead(String address, DeadLetter letter) {
    bus.publish(address, letter.toJson());
  }

  private void publish(ErrorMessage error) {
    figures.tally(Series.ERRORS, error.type().toString()).increment();
    recent.add(error);
    bus.publish(Addresses.error(apiName), error.toJson());
  }
}
