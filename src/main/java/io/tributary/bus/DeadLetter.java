package io.tributary.bus;

import io.vertx.core.json.JsonObject;

/**
 * An event that no consumer acknowledged: the body of {@code NAME.dead}.
 *
 * @param reason how the last delivery ended
 * @param attempts how many deliveries there were
 * @param body as on {@code NAME}
 */
public record DeadLetter(String apiName, String reason, int attempts, JsonObject body) {

  public JsonObject toJson() {
    return new JsonObject()
        .put("apiName", apiName)
        .put("reason", reason)
        .put("attempts", attempts)
        .put("body", body);
  }
}
