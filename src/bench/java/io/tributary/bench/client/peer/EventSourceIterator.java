package io.tributary.bench.client.peer;

import com.launchdarkly.eventsource.EventSource;
import com.launchdarkly.eventsource.MessageEvent;
import io.tributary.bench.client.Contender;
import io.tributary.bench.client.Counts;
import io.tributary.metrics.Tally;
import java.net.URI;

/** okhttp-eventsource, pulled by a thread of ours. */
public final class EventSourceIterator implements Contender {

  private EventSource source;
  private Thread reader;

  @Override
  public void open(URI url, Counts counts) {
    Tally tally = counts.tally();
    source = new EventSource.Builder(url).build();
    Iterable<MessageEvent> messages = source.messages();
    reader =
        new Thread(
            () -> {
              for (MessageEvent message : messages) {
                tally.add(message.getData().isEmpty() ? 0 : 1);
              }
            });
    reader.start();
  }

  @Override
  public void close() throws InterruptedException {
    source.close();
    reader.join();
  }
}
