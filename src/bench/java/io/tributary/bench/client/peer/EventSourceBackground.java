package io.tributary.bench.client.peer;

import com.launchdarkly.eventsource.EventSource;
import com.launchdarkly.eventsource.MessageEvent;
import com.launchdarkly.eventsource.background.BackgroundEventHandler;
import com.launchdarkly.eventsource.background.BackgroundEventSource;
import io.tributary.bench.client.Contender;
import io.tributary.bench.client.Counts;
import io.tributary.metrics.Tally;
import java.net.URI;

/** okhttp-eventsource with its background thread. */
public final class EventSourceBackground implements Contender {

  /** Its own queue has no bound, and would outgrow the heap at this pace. */
  private static final int QUEUED = 1000;

  private BackgroundEventSource source;

  @Override
  public void open(URI url, Counts counts) {
    source =
        new BackgroundEventSource.Builder(
                new Counting(counts.tally()), new EventSource.Builder(url))
            .maxEventTasksInFlight(QUEUED)
            .build();
    source.start();
  }

  @Override
  public void close() {
    source.close();
  }

  private record Counting(Tally tally) implements BackgroundEventHandler {

    @Override
    public void onMessage(String event, MessageEvent message) {
      tally.add(message.getData().isEmpty() ? 0 : 1);
    }

    @Override
    public void onOpen() {}

    @Override
    public void onClosed() {}

    @Override
    public void onComment(String comment) {}

    @Override
    public void onError(Throwable closed) {}
  }
}
