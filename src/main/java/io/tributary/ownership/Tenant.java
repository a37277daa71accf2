package io.tributary.ownership;

import io.vertx.core.Future;

/** Who runs streams as ownership wants it. Called on the event loop that ownership lives on. */
public interface Tenant {

  /** Starts the stream of an API. */
  Future<?> run(String apiName, Tenure tenure);

  /** Stops the stream of an API; completes when it has stopped. */
  Future<?> leave(String apiName);
}
