package io.tributary.testkit;

import io.tributary.config.ClusterConfig;
import io.tributary.config.ServiceConfig;
import io.vertx.core.json.JsonObject;

/** The key {@code cluster} as a file would have it, read as the service reads it. */
public final class ClusterConfigs {

  private ClusterConfigs() {}

  /** What {@code cluster} means; throws what a user would be told. */
  public static ClusterConfig of(JsonObject cluster) {
    JsonObject api = new JsonObject().put("type", "sse").put("url", "http://127.0.0.1/");
    JsonObject config =
        new JsonObject().put("API", new JsonObject().put("a", api)).put("cluster", cluster);
    return ServiceConfig.parse(config).cluster().orElseThrow();
  }
}
