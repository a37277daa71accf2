package io.tributary.ownership;

import io.vertx.core.Future;
import java.util.Map;

/** Decides which APIs this process runs. Lives on one event loop. */
public interface Ownership {

  /** What this node is called in states. */
  String node();

  /**
   * Has the streams run that this node should run, from now on.
   *
   * @param definitions a hash of each API's definition, by the name of the API
   * @return completes when this node takes part; fails when a stream cannot be deployed
   */
  Future<?> start(Map<String, String> definitions, Tenant tenant);

  /** Goes on with other definitions: what is new starts, what is changed starts again. */
  Future<?> redefine(Map<String, String> definitions);

  /** Stops every stream and lets others take over. */
  Future<?> stop();
}
