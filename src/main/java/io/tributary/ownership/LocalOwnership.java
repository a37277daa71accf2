package io.tributary.ownership;

import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** A single node: it runs every API. */
public final class LocalOwnership implements Ownership {

  /** The name of a node that is not in a cluster. */
  public static final String NODE = "local";

  /** More than that in one go would hold up the event loop when there are thousands. */
  private static final int AT_ONCE = 100;

  private Map<String, String> running = Map.of();
  private Tenant tenant;

  /** What was asked for before; two changes at once could run an API twice. */
  private Future<?> before = Future.succeededFuture();

  @Override
  public String node() {
    return NODE;
  }

  @Override
  public Future<?> start(Map<String, String> definitions, Tenant streams) {
    tenant = streams;
    running = definitions;
    return each(definitions.keySet(), this::run);
  }

  @Override
  public Future<?> redefine(Map<String, String> definitions) {
    Map<String, String> old = running;
    running = definitions;
    Set<String> apis = new HashSet<>(old.keySet());
    apis.addAll(definitions.keySet());
    apis.removeIf(api -> Objects.equals(old.get(api), definitions.get(api)));
    return each(apis, this::restart);
  }

  @Override
  public Future<?> stop() {
    Set<String> apis = running.keySet();
    running = Map.of();
    return Future.join(apis.stream().map(api -> tenant.leave(api)).toList());
  }

  /** One part after the other, each of which leaves the event loop to others. */
  private Future<?> each(Set<String> apis, Function<String, Future<?>> change) {
    List<String> all = List.copyOf(apis);
    Future<?> done = before.otherwiseEmpty();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<String> part = all.subList(from, Math.min(all.size(), from + AT_ONCE));
      done = then(done, () -> Future.join(part.stream().map(change).toList()));
    }
    before = done;
    return done;
  }

  /** To be called for one that does not run, or runs with another definition. */
  private Future<?> restart(String api) {
    return then(tenant.leave(api), () -> run(api));
  }

  /** Does nothing for one that meanwhile shall not run any more. */
  private Future<?> run(String api) {
    return running.containsKey(api) ? tenant.run(api, Tenure.UNLIMITED) : Future.succeededFuture();
  }

  /** Both, one after the other; fails as the first that failed. */
  private static Future<Void> then(Future<?> first, Supplier<Future<?>> second) {
    return first.compose(
        done -> second.get().mapEmpty(),
        why -> second.get().transform(done -> Future.failedFuture(why)));
  }
}
