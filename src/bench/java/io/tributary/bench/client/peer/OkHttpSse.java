package io.tributary.bench.client.peer;

import io.tributary.bench.client.Contender;
import io.tributary.bench.client.Counts;
import io.tributary.metrics.Tally;
import java.net.URI;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.sse.EventSource;
import okhttp3.sse.EventSourceListener;
import okhttp3.sse.EventSources;

/** okhttp-sse: a callback on a thread of OkHttp's. */
public final class OkHttpSse implements Contender {

  private final OkHttpClient client =
      new OkHttpClient.Builder().readTimeout(Duration.ZERO).callTimeout(Duration.ZERO).build();
  private EventSource source;

  @Override
  public void open(URI url, Counts counts) {
    Tally tally = counts.tally();
    source =
        EventSources.createFactory(client)
            .newEventSource(
                new Request.Builder().url(url.toString()).build(),
                new EventSourceListener() {
                  @Override
                  public void onEvent(EventSource from, String id, String type, String data) {
                    tally.add(data.isEmpty() ? 0 : 1);
                  }
                });
  }

  @Override
  public void close() {
    source.cancel();
  }
}
