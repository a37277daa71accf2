package io.tributary.stream;

import io.tributary.bus.Command;
import io.tributary.bus.Command.Action;
import io.tributary.bus.ControlFailure;
import io.tributary.bus.StateMessage;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The streams of this process by the name of their API. Thread-safe. */
public final class Streams {

  private final ConcurrentNavigableMap<String, SseApiVerticle> byName =
      new ConcurrentSkipListMap<>();

  public void add(SseApiVerticle stream) {
    byName.put(stream.definition().name(), stream);
  }

  public void remove(SseApiVerticle stream) {
    byName.remove(stream.definition().name(), stream);
  }

  /** The names of all APIs, sorted. */
  public Collection<String> names() {
    return byName.keySet();
  }

  /** All streams, sorted by name. */
  public List<SseApiVerticle> all() {
    return List.copyOf(byName.values());
  }

  /** What each stream replies to {@code status}, sorted by name. */
  public Future<List<StateMessage>> states() {
    List<Future<StateMessage>> states =
        all().stream()
            .map(stream -> stream.perform(Command.of(Action.STATUS, stream.definition().name())))
            .toList();
    // One that is being stopped has no state any more.
    return Future.join(states)
        .transform(
            all ->
                Future.succeededFuture(
                    states.stream().filter(Future::succeeded).map(Future::result).toList()));
  }

  /** The stream of that name, where this process runs one. */
  public Optional<SseApiVerticle> local(String apiName) {
    return Optional.ofNullable(byName.get(apiName));
  }

  /** Fails with a {@link ControlFailure} 404 that lists the APIs that there are. */
  public Future<SseApiVerticle> find(String apiName) {
    SseApiVerticle stream = byName.get(apiName);
    return stream == null
        ? Future.failedFuture(ControlFailure.unknownApi(apiName, names()))
        : Future.succeededFuture(stream);
  }
}
