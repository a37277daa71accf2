package io.tributary.bench.client.peer;

import io.tributary.bench.client.Contender;
import io.tributary.bench.client.Counts;
import io.tributary.metrics.Tally;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Stream;

/** The JDK's HTTP client, line by line; the data is cut off its line and nothing else is read. */
public final class JdkLines implements Contender {

  private static final String DATA = "data: ";

  private final HttpClient client = HttpClient.newHttpClient();
  private Stream<String> lines;
  private Thread reader;

  @Override
  public void open(URI url, Counts counts) throws Exception {
    Tally tally = counts.tally();
    lines =
        client
            .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofLines())
            .body();
    reader = new Thread(() -> read(tally));
    reader.start();
  }

  private void read(Tally tally) {
    try {
      lines.forEach(
          line -> {
            if (line.startsWith(DATA)) {
              tally.add(line.substring(DATA.length()).isEmpty() ? 0 : 1);
            }
          });
    } catch (UncheckedIOException closed) {
      // This is how it ends.
    }
  }

  @Override
  public void close() throws InterruptedException {
    lines.close();
    reader.join();
  }
}
