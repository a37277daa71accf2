package io.tributary.bus;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a stream stands: the body of {@code NAME.state} and the reply to a command.
 *
 * @param state connecting, open, waiting, disconnected, closed or failed
 * @param since when this state was entered
 * @param attempt reconnects since the connection last worked
 * @param node who runs the stream
 * @param reason why it is so, where there is something to say
 */
public record StateMessage(
    String apiName,
    String state,
    Instant since,
    int attempt,
    String node,
    String lastEventId,
    Optional<String> reason) {

  public JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("apiName", apiName)
            .put("state", state)
            .put("since", since.toString())
            .put("attempt", attempt)
            .put("node", node)
            .put("lastEventId", lastEventId);
    reason.ifPresent(text -> json.put("reason", text));
    return json;
  }
}
