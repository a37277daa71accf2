package io.tributary.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.checkpoint.Checkpoints;
import io.tributary.config.ApiDefinition;
import io.tributary.connection.Backoff;
import io.tributary.connection.ConnectionState;
import io.tributary.connection.Failure;
import io.tributary.connection.ReconnectPolicy;
import io.tributary.ownership.Tenure;
import io.tributary.sse.SseEvent;
import io.tributary.sse.SseParser;
import io.tributary.stream.delivery.Delivery;
import io.tributary.stream.delivery.Position;
import io.tributary.stream.tap.Readers;
import io.tributary.testkit.FakeTimers;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The end of a stream that does not connect. */
class HelmTest {

  private final ApiDefinition definition =
      ApiDefinition.parse(
          "a", new JsonObject().put("type", "sse").put("url", "http://127.0.0.1:1/"));
  private final List<Long> patience = new ArrayList<>();

  @Test
  void aStopWaitsForAcknowledgementsThatNobodyElseAsksForAgain() {
    assertThat(helm(Tenure.UNLIMITED).stop().succeeded()).isTrue();
    assertThat(patience).containsExactly(Helm.DRAIN_MILLIS);
  }

  @Test
  void aHandOverToAnotherNodeHardlyWaitsForThem() {
    assertThat(helm(new Claimed()).stop().succeeded()).isTrue();
    assertThat(patience).containsExactly(Helm.HANDOVER_MILLIS);
  }

  private Helm helm(Tenure tenure) {
    ReconnectScheduler scheduler =
        new ReconnectScheduler(
            (id, watcher) -> {
              throw new AssertionError("expected no connection");
            },
            new FakeTimers(),
            () -> 0,
            new ReconnectPolicy(true, 2, new Backoff(Backoff.Kind.CONSTANT, 1000, 30_000, 0)),
            new Deaf());
    Position position = new Position(Checkpoints.none(), definition, why -> {});
    Helm helm = new Helm(position, scheduler, new Patient(), new Readers(definition), tenure);
    helm.start(false);
    return helm;
  }

  private final class Patient implements Delivery {

    @Override
    public boolean deliver(SseEvent event) {
      return true;
    }

    @Override
    public void skip(String lastEventId) {}

    @Override
    public Future<Void> drain(long millis) {
      patience.add(millis);
      return Future.succeededFuture();
    }
  }

  private static final class Claimed implements Tenure {

    @Override
    public OptionalLong epoch() {
      return OptionalLong.of(7);
    }

    @Override
    public boolean mayEmit() {
      return true;
    }

    @Override
    public Optional<Boolean> connected() {
      return Optional.empty();
    }

    @Override
    public void wanted(boolean connected) {}

    @Override
    public void ended() {}
  }

  private static final class Deaf implements StreamWatcher {

    @Override
    public void opened(SseParser events) {}

    @Override
    public void entered(ConnectionState now) {}

    @Override
    public void lost(Failure why, ConnectionState next) {}
  }
}
