package io.tributary.it;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Writes the ids of all messages of a turn of its loop in one go, and only then replies. */
final class RecordingConsumer extends VerticleBase {

  private final String address;
  private final SoakRecord.Writer record;
  private final List<Message<JsonObject>> turn = new ArrayList<>();

  RecordingConsumer(String address, SoakRecord.Writer record) {
    this.address = address;
    this.record = record;
  }

  @Override
  public Future<?> start() {
    return vertx.eventBus().consumer(address, this::take).completion();
  }

  private void take(Message<JsonObject> message) {
    turn.add(message);
    if (turn.size() == 1) {
      context.runOnContext(next -> write());
    }
  }

  private void write() {
    try {
      record.append(turn.stream().mapToLong(it -> Long.parseLong(it.body().getString("id"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    turn.forEach(message -> message.reply(null));
    turn.clear();
  }
}
