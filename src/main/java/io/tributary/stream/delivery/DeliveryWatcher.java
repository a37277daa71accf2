package io.tributary.stream.delivery;

import io.vertx.core.json.JsonObject;

/** Who hears how the delivery goes. Called on the stream's event loop. */
public interface DeliveryWatcher {

  /** An event and everything before it is done, or was never to be delivered. */
  void done(String lastEventId);

  /** A consumer acknowledged an event, so long after it was sent last. */
  void acknowledged(long nanos);

  /** An event is about to be sent once more. */
  void redelivering();

  /** An event is given up before it ever came to the bus. */
  void undecodable(String message);

  /**
   * An event is given up: nobody acknowledged it.
   *
   * @param attempts how many deliveries there were
   */
  void dead(String lastEventId, String reason, int attempts, JsonObject body);

  /** What the delivery waits for is another thing now. */
  void waitsForChanged();
}
