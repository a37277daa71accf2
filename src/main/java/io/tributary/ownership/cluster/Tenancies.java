package io.tributary.ownership.cluster;

import io.tributary.ownership.Tenant;
import io.tributary.ownership.claim.Claim;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The streams that run here, each by the claim of this node. Starts and stops of one API never
 * overlap. Lives on one event loop.
 */
final class Tenancies {

  private static final Logger LOG = LoggerFactory.getLogger(Tenancies.class);

  private final SharedView shared;
  private final Runnable onReleased;
  private final Map<String, Holding> running = new HashMap<>();
  private final Map<String, Future<?>> changing = new HashMap<>();
  private final Set<String> busy = new HashSet<>();
  private volatile int count;
  private Tenant tenant;

  /**
   * Runs nothing yet.
   *
   * @param onReleased runs when another node may take something
   */
  Tenancies(SharedView shared, Runnable onReleased) {
    this.shared = shared;
    this.onReleased = onReleased;
  }

  void start(Tenant streams) {
    tenant = streams;
  }

  /** The claims for which a stream runs. */
  Map<String, Claim> claims() {
    return running.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().claim));
  }

  /** APIs whose claim is being given back. */
  Set<String> busy() {
    return Set.copyOf(busy);
  }

  /** How many there are; any thread may ask. */
  int count() {
    return count;
  }

  /** Runs an API; if that cannot be done, the claim is given back and someone tries again. */
  void run(Holding holding) {
    String api = holding.apiName;
    LOG.info("api={} taken epoch={}", api, holding.claim.epoch());
    put(holding);
    after(
        api,
        () ->
            running.get(api) == holding
                ? tenant.run(api, holding).onFailure(why -> failed(holding, why))
                : Future.succeededFuture());
  }

  /** Nothing is emitted any more for a claim that has changed hands, even while it stops. */
  void check(Map<String, Claim> claims) {
    running.values().stream()
        .filter(holding -> !holding.claim.equals(claims.get(holding.apiName)))
        .forEach(Holding::revoke);
  }

  /** The claim is another node's: stops at once. */
  void lose(String api) {
    LOG.warn("api={} lost to another node", api);
    remove(running.get(api));
    leave(api);
  }

  /** Stops, then gives the claim back. */
  Future<?> handOver(String api) {
    Holding holding = running.get(api);
    if (holding == null || busy.contains(api)) {
      return Future.succeededFuture();
    }
    return giveBack(holding, leave(api));
  }

  /** As {@link #handOver}, for all that {@code chosen} says; completes when all is done. */
  Future<?> handOver(Predicate<String> chosen) {
    List<Future<?>> handed =
        List.copyOf(running.keySet()).stream()
            .filter(chosen)
            .<Future<?>>map(this::handOver)
            .toList();
    return Future.join(handed);
  }

  /** Completes when no start and no stop is under way. */
  Future<?> settled() {
    return Future.join(List.copyOf(changing.values()));
  }

  /** A stream stopped without being asked to: whoever should run it starts it again. */
  void ended(Holding holding) {
    if (running.get(holding.apiName) == holding && !busy.contains(holding.apiName)) {
      LOG.warn("api={} stopped unasked; it is started again", holding.apiName);
      giveBack(holding, leave(holding.apiName));
    }
  }

  private void failed(Holding holding, Throwable why) {
    LOG.error("api={} could not be run; it is tried again", holding.apiName, why);
    if (running.get(holding.apiName) == holding) {
      giveBack(holding, Future.succeededFuture());
    }
  }

  private Future<?> giveBack(Holding holding, Future<?> left) {
    String api = holding.apiName;
    busy.add(api);
    Future<?> released =
        left.transform(
            stopped -> {
              remove(holding);
              return shared.swap(api, Optional.of(holding.claim), holding.claim.released());
            });
    return released.onComplete(
        done -> {
          busy.remove(api);
          onReleased.run();
        });
  }

  private Future<?> leave(String api) {
    return after(api, () -> tenant.leave(api));
  }

  /** One after the other: a stop must not overtake the start before it. */
  private Future<?> after(String api, Supplier<Future<?>> step) {
    Future<?> next =
        changing
            .getOrDefault(api, Future.succeededFuture())
            .transform(before -> step.get().mapEmpty());
    changing.put(api, next);
    next.onComplete(done -> changing.remove(api, next));
    return next;
  }

  private void put(Holding holding) {
    running.put(holding.apiName, holding);
    count = running.size();
  }

  private void remove(Holding holding) {
    holding.revoke();
    running.remove(holding.apiName, holding);
    count = running.size();
  }
}
