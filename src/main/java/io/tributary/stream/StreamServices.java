package io.tributary.stream;

import io.tributary.bus.Addresses;
import io.tributary.checkpoint.Checkpoints;
import io.tributary.config.ScriptConfig;
import io.tributary.metrics.Metrics;
import io.tributary.ownership.LocalOwnership;
import io.tributary.ownership.Tenure;
import io.tributary.stream.action.ActionServices;
import io.tributary.stream.net.Admission;
import io.tributary.stream.net.HttpClients;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.OptionalLong;

/**
 * What the streams of a process share.
 *
 * @param checkpoints where their positions are kept
 * @param metrics where their figures are shown
 * @param node the name of this process in state messages
 * @param actions what {@code onResponse} and {@code onError} need
 * @param tenure the right by which a stream runs: not shared in a cluster
 */
public record StreamServices(
    HttpClients clients,
    Admission admission,
    Checkpoints checkpoints,
    Metrics metrics,
    String node,
    Tenure tenure,
    ActionServices actions) {

  /** Connects under way at once, where nothing else is configured. */
  public static final int DEFAULT_CONCURRENT_CONNECTS = 200;

  /** For streams of one process without a cluster. */
  public static StreamServices local(Vertx vertx, int maxConcurrentConnects) {
    return local(vertx, maxConcurrentConnects, Metrics.NONE);
  }

  /** For streams of one process without a cluster, their figures shown by {@code metrics}. */
  public static StreamServices local(Vertx vertx, int maxConcurrentConnects, Metrics metrics) {
    return new StreamServices(
        new HttpClients(vertx),
        new Admission(maxConcurrentConnects),
        Checkpoints.none(),
        metrics,
        LocalOwnership.NODE,
        Tenure.UNLIMITED,
        new ActionServices(vertx, ScriptConfig.usual(), Addresses.CONTROL));
  }

  /** Closes what no stream uses any more. */
  public Future<Void> close() {
    return actions.close().eventually(clients::close);
  }

  /** The same with another store of positions; who made it closes it, after the last stream. */
  public StreamServices withCheckpoints(Checkpoints store) {
    return new StreamServices(clients, admission, store, metrics, node, tenure, actions);
  }

  /** The same on a node of this name. */
  public StreamServices onNode(String name) {
    return new StreamServices(clients, admission, checkpoints, metrics, name, tenure, actions);
  }

  /** The same with these actions; who made them closes them, after the last stream. */
  public StreamServices performing(ActionServices others) {
    return new StreamServices(clients, admission, checkpoints, metrics, node, tenure, others);
  }

  /** The same for a stream that runs by right of {@code right}. */
  public StreamServices under(Tenure right) {
    OptionalLong epoch = right.epoch();
    Checkpoints store = epoch.isPresent() ? checkpoints.during(epoch.getAsLong()) : checkpoints;
    return new StreamServices(clients, admission, store, metrics, node, right, actions);
  }
}
