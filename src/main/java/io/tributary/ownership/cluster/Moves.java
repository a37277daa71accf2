package io.tributary.ownership.cluster;

import io.tributary.ownership.claim.Claim;
import io.tributary.ownership.claim.Step;
import io.tributary.ownership.gate.EmissionGate;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes claims and gives them back, as a plan says, and hears of the streams that run by them.
 * Lives on one event loop; streams may tell it something on any thread.
 */
final class Moves implements Holding.Listener {

  private static final Logger LOG = LoggerFactory.getLogger(Moves.class);

  private final Context context;
  private final String me;
  private final SharedView shared;
  private final EmissionGate gate;
  private final Tenancies tenancies;
  private final ClusterDirectory directory;

  /**
   * Has done nothing yet.
   *
   * @param context of the event loop that all parts live on
   * @param me the id of this node
   */
  Moves(
      Context context,
      String me,
      SharedView shared,
      EmissionGate gate,
      Tenancies tenancies,
      ClusterDirectory directory) {
    this.context = context;
    this.me = me;
    this.shared = shared;
    this.gate = gate;
    this.tenancies = tenancies;
    this.directory = directory;
  }

  /**
   * Does one step. The future is of what must be over before the next look.
   *
   * @param definitions the hash of each definition that this node has
   */
  Future<?> perform(Step step, Map<String, String> definitions) {
    if (step instanceof Step.Take take) {
      return take(take, definitions.getOrDefault(take.apiName(), ""));
    }
    if (step instanceof Step.Lost lost) {
      tenancies.lose(lost.apiName());
    } else if (step instanceof Step.HandOver over) {
      tenancies.handOver(over.apiName()).otherwiseEmpty(); // a failure was logged: look again
    } else if (step instanceof Step.Release release) {
      Claim held = release.held();
      return shared.swap(release.apiName(), Optional.of(held), held.released());
    }
    return Future.succeededFuture();
  }

  /** Wishes are read once the claim is held: one that comes later finds its new owner. */
  private Future<?> take(Step.Take take, String hash) {
    String api = take.apiName();
    return shared
        .swap(api, take.expected(), take.next())
        .compose(
            swapped ->
                swapped
                    ? shared.wished(api, hash).onSuccess(wished -> run(take, wished))
                    : Future.succeededFuture());
  }

  private void run(Step.Take take, Optional<Boolean> wished) {
    if (take.expected().filter(before -> !before.node().equals(me)).isPresent()) {
      directory.tookOver();
    }
    tenancies.run(new Holding(take.apiName(), take.next(), gate, wished, this));
  }

  @Override
  public void ended(Holding holding) {
    context.runOnContext(ignored -> tenancies.ended(holding));
  }

  @Override
  public void wanted(Holding holding, boolean connected) {
    context.runOnContext(
        ignored ->
            directory
                .wish(holding.apiName, connected)
                .onFailure(
                    why ->
                        LOG.warn(
                            "api={} another node will not know of its {}: {}",
                            holding.apiName,
                            connected ? "connect" : "disconnect",
                            why.getMessage())));
  }
}
