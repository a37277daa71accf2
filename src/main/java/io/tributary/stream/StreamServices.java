package io.tributary.stream;

import io.tributary.checkpoint.Checkpoints;
import io.tributary.metrics.Metrics;
import io.tributary.stream.net.Admission;
import io.tributary.stream.net.HttpClients;
import io.vertx.core.Vertx;

/**
 * What the streams of a process share.
 *
 * @param checkpoints where their positions are kept
 * @param metrics where their figures are shown
 * @param node the name of this process in state messages
 */
public record StreamServices(
    HttpClients clients,
    Admission admission,
    Checkpoints checkpoints,
    Metrics metrics,
    String node) {

  /** The node name of a process that is not in a cluster. */
  public static final String LOCAL_NODE = "local";

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
        LOCAL_NODE);
  }

  /** The same with another store of positions; who made it closes it, after the last stream. */
  public StreamServices withCheckpoints(Checkpoints store) {
    return new StreamServices(clients, admission, store, metrics, node);
  }
}
