package io.tributary.bus;

import io.tributary.connection.ErrorType;
import io.vertx.core.json.JsonObject;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Something went wrong: the body of {@code NAME.error}.
 *
 * @param statusCode the HTTP status, where one came
 * @param attempt reconnects since the connection last worked
 * @param willReconnect true: the stream tries again by itself, or never stopped
 * @param delay milliseconds until it does
 */
public record ErrorMessage(
    String apiName,
    ErrorType type,
    String message,
    OptionalInt statusCode,
    int attempt,
    boolean willReconnect,
    OptionalLong delay) {

  public JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("apiName", apiName)
            .put("type", type.toString())
            .put("message", message);
    statusCode.ifPresent(code -> json.put("statusCode", code));
    json.put("attempt", attempt).put("willReconnect", willReconnect);
    delay.ifPresent(millis -> json.put("delay", millis));
    return json;
  }
}
