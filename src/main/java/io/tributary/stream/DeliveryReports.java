package io.tributary.stream;

import io.tributary.bus.DeadLetter;
import io.tributary.config.ApiDefinition;
import io.tributary.connection.ConnectionState;
import io.tributary.metrics.Series;
import io.tributary.metrics.StreamFigures;
import io.tributary.stream.delivery.DeliveryWatcher;
import io.tributary.stream.delivery.Position;
import io.vertx.core.json.JsonObject;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Counts and tells how the delivery of one stream goes. Lives on one event loop. */
final class DeliveryReports implements DeliveryWatcher {

  private final ApiDefinition definition;
  private final Position position;
  private final StreamFigures figures;
  private final Reporter reporter;
  private final Supplier<ConnectionState> state;
  private final Runnable publishState;
  private LongConsumer deliveryTimes;

  DeliveryReports(
      ApiDefinition definition,
      Position position,
      StreamFigures figures,
      Reporter reporter,
      Supplier<ConnectionState> state,
      Runnable publishState) {
    this.definition = definition;
    this.position = position;
    this.figures = figures;
    this.reporter = reporter;
    this.state = state;
    this.publishState = publishState;
  }

  @Override
  public void done(String lastEventId) {
    position.done(lastEventId);
  }

  @Override
  public void acknowledged(long nanos) {
    if (deliveryTimes == null) {
      deliveryTimes = figures.timer(Series.DELIVERY);
    }
    deliveryTimes.accept(nanos);
  }

  @Override
  public void redelivering() {
    figures.tally(Series.REDELIVERIES).increment();
  }

  @Override
  public void undecodable(String message) {
    figures.tally(Series.SKIPPED, Series.UNDECODABLE).increment();
    reporter.delivery(message, state.get());
  }

  @Override
  public void dead(String lastEventId, String reason, int attempts, JsonObject body) {
    figures.tally(Series.DEAD_LETTERS).increment();
    reporter.dead(
        definition.delivery().deadLetter(),
        new DeadLetter(definition.name(), reason, attempts, body));
    reporter.delivery(
        "expected the event with id \"%s\" to be acknowledged, gave up after %d attempts: %s"
            .formatted(lastEventId, attempts, reason),
        state.get());
  }

  @Override
  public void waitsForChanged() {
    if (state.get() instanceof ConnectionState.Open) {
      publishState.run();
    }
  }
}
