package io.tributary.stream.tap;

import io.tributary.bus.ControlFailure;
import io.tributary.bus.ReplayMessage;
import io.tributary.config.ApiDefinition;
import io.tributary.sse.SseEvent;
import io.tributary.stream.delivery.Bodies;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Who reads one stream inside the process, beside the consumers of its address: taps and the replay
 * buffer. Lives on one event loop.
 */
public final class Readers implements EventTap {

  private final String apiName;
  private final Bodies bodies;
  private final ReplayBuffer buffer;
  private final Taps taps = new Taps();

  public Readers(ApiDefinition definition) {
    this.apiName = definition.name();
    this.bodies = Bodies.of(definition.delivery().data());
    this.buffer = new ReplayBuffer(definition.delivery().replay());
    if (buffer.isOn()) {
      taps.add(buffer);
    }
  }

  @Override
  public void event(SseEvent event) {
    taps.event(event);
  }

  /** The stream starts here: what comes next does not follow what is in the buffer. */
  public void startFrom(String lastEventId) {
    buffer.startFrom(lastEventId);
  }

  /**
   * Adds a tap and reads the buffer, so that nothing is missing in between and nothing comes twice.
   *
   * @param after where the reader stands; empty: the buffer is not read
   */
  public Replay add(EventTap tap, Optional<String> after) {
    taps.add(tap);
    return missed(after);
  }

  /** What followed {@code after}; nothing where a reader has no position yet. */
  public Replay missed(Optional<String> after) {
    return after
        .map(id -> buffer.after(id, Integer.MAX_VALUE))
        .orElseGet(() -> new Replay(false, List.of()));
  }

  public void remove(EventTap tap) {
    taps.remove(tap);
  }

  /**
   * The last events as on the bus.
   *
   * @throws ControlFailure 409 where none are kept
   */
  public ReplayMessage replay(Optional<String> after, Optional<Integer> limit) {
    if (!buffer.isOn()) {
      throw ControlFailure.conflict(
          "expected delivery.replay of %s to be at least 1 for a replay, got 0".formatted(apiName));
    }
    int most = limit.orElse(Integer.MAX_VALUE);
    Replay found = after.map(id -> buffer.after(id, most)).orElseGet(() -> buffer.last(most));
    List<JsonObject> events = found.events().stream().map(bodies::of).toList();
    return new ReplayMessage(apiName, found.gap(), events);
  }
}
