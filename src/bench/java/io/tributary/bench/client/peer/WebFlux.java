package io.tributary.bench.client.peer;

import io.tributary.bench.client.Contender;
import io.tributary.bench.client.Counts;
import io.tributary.metrics.Tally;
import java.net.URI;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;

/** Spring WebFlux over Reactor Netty. */
public final class WebFlux implements Contender {

  private static final int LARGEST_EVENT = 4 * 1024 * 1024;

  private final WebClient client =
      WebClient.builder()
          .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_EVENT))
          .build();
  private Disposable subscription;

  @Override
  public void open(URI url, Counts counts) {
    Tally tally = counts.tally();
    subscription =
        client
            .get()
            .uri(url)
            .retrieve()
            .bodyToFlux(new ParameterizedTypeReference<ServerSentEvent<String>>() {})
            .subscribe(event -> tally.add(event.data().isEmpty() ? 0 : 1), closed -> {});
  }

  @Override
  public void close() {
    subscription.dispose();
  }
}
