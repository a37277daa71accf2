package io.tributary.ownership.cluster;

import com.hazelcast.config.Config;
import io.tributary.cluster.HazelcastCluster;
import io.tributary.connection.Timers;
import io.tributary.ownership.Tenant;
import io.tributary.ownership.Tenure;
import io.tributary.stream.VertxTimers;
import io.tributary.testkit.Waiting;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One node of a cluster in this process. What it runs are names, not streams. */
final class Member {

  final Vertx vertx;
  final String name;
  private final HazelcastClusterManager manager;
  private final Map<String, Tenure> running = new ConcurrentHashMap<>();
  private final Context loop;
  private ClusterOwnership ownership;
  private boolean left;

  private Member(Vertx vertx, HazelcastClusterManager manager) {
    this.vertx = vertx;
    this.manager = manager;
    this.loop = vertx.getOrCreateContext();
    this.name = new HazelcastCluster(vertx).nodeName();
  }

  static Member join(Config settings) {
    HazelcastClusterManager manager = new HazelcastClusterManager(settings);
    Vertx vertx = Waiting.result(Vertx.builder().withClusterManager(manager).buildClustered());
    return new Member(vertx, manager);
  }

  /** Takes part in a cluster of three of which two have to be in touch. */
  Member take(Map<String, String> definitions) {
    Promise<Object> started = Promise.promise();
    loop.runOnContext(
        ignored -> {
          Timers timers = new VertxTimers(vertx);
          ownership =
              new ClusterOwnership(
                  vertx, new HazelcastCluster(vertx), timers, new Quorum(3, 2), () -> 1);
          ownership.start(definitions, new Recorder()).<Object>mapEmpty().onComplete(started);
        });
    Waiting.result(started.future());
    return this;
  }

  /** The APIs that it may emit for now. */
  Set<String> emits() {
    Set<String> apis = ConcurrentHashMap.newKeySet();
    running.forEach(
        (api, tenure) -> {
          if (tenure.mayEmit()) {
            apis.add(api);
          }
        });
    return apis;
  }

  long epoch(String api) {
    return running.get(api).epoch().orElseThrow();
  }

  /** Hands everything over and closes; does nothing the second time. */
  void leave() {
    if (left) {
      return;
    }
    left = true;
    Promise<Object> stopped = Promise.promise();
    loop.runOnContext(ignored -> ownership.stop().<Object>mapEmpty().onComplete(stopped));
    Waiting.result(stopped.future().otherwiseEmpty());
    Waiting.result(vertx.close().otherwiseEmpty());
  }

  /** Its links are gone from one moment to the next; what runs in it does not notice. */
  void vanish() {
    manager.getHazelcastInstance().getLifecycleService().terminate();
  }

  private final class Recorder implements Tenant {

    @Override
    public Future<?> run(String apiName, Tenure tenure) {
      running.put(apiName, tenure);
      return Future.succeededFuture();
    }

    @Override
    public Future<?> leave(String apiName) {
      running.remove(apiName);
      return Future.succeededFuture();
    }
  }
}
