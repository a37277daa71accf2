package io.tributary.ownership;

import io.vertx.core.Future;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A single node: it runs every API. */
public final class LocalOwnership implements Ownership {

  /** The name of a node that is not in a cluster. */
  public static final String NODE = "local";

  private Map<String, String> running = Map.of();
  private Tenant tenant;

  @Override
  public String node() {
    return NODE;
  }

  @Override
  public Future<?> start(Map<String, String> definitions, Tenant streams) {
    tenant = streams;
    running = definitions;
    return Future.join(running.keySet().stream().map(this::run).toList());
  }

  @Override
  public Future<?> redefine(Map<String, String> definitions) {
    Map<String, String> before = running;
    running = definitions;
    Set<String> apis = new HashSet<>(before.keySet());
    apis.addAll(definitions.keySet());
    apis.removeIf(api -> Objects.equals(before.get(api), definitions.get(api)));
    return Future.join(apis.stream().map(this::restart).toList());
  }

  @Override
  public Future<?> stop() {
    return Future.join(running.keySet().stream().map(api -> tenant.leave(api)).toList());
  }

  /** To be called for one that does not run, or runs with another definition. */
  private Future<?> restart(String api) {
    return tenant
        .leave(api)
        .eventually(() -> running.containsKey(api) ? run(api) : Future.succeededFuture());
  }

  private Future<?> run(String api) {
    return tenant.run(api, Tenure.UNLIMITED);
  }
}
