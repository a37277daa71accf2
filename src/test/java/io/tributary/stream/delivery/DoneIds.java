package io.tributary.stream.delivery;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes how far everything is done, and nothing else. Thread-safe. */
final class DoneIds implements DeliveryWatcher {

  private final List<String> ids = new CopyOnWriteArrayList<>();

  /** In the order in which they were told. */
  List<String> ids() {
    return ids;
  }

  @Override
  public void done(String lastEventId) {
    ids.add(lastEventId);
  }

  @Override
  public void acknowledged(long nanos) {}

  @Override
  public void redelivering() {}

  @Override
  public void undecodable(String message) {}

  @Override
  public void dead(String lastEventId, String reason, int attempts, JsonObject body) {}

  @Override
  public void waitsForChanged() {}
}
