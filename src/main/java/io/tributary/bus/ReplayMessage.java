package io.tributary.bus;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * The reply to {@code replay}.
 *
 * @param gap true: events between {@code after} and the first of these may be missing
 * @param events bodies as on the bus, oldest first
 */
public record ReplayMessage(String apiName, boolean gap, List<JsonObject> events) {

  public JsonObject toJson() {
    return new JsonObject()
        .put("apiName", apiName)
        .put("gap", gap)
        .put("events", new JsonArray(events));
  }
}
