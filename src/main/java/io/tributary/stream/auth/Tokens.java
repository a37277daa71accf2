package io.tributary.stream.auth;

import io.tributary.config.ApiDefinition;
import io.tributary.config.Authorization.OAuth2;
import io.tributary.connection.Timers;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/**
 * The access token of one API: kept until shortly before it expires, and asked for again then or
 * after the server rejected it, so that a token endpoint is never hammered. Lives on one event
 * loop.
 */
public final class Tokens {

  /** A token must outlive the connect that it is used for. */
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private final TokenEndpoint endpoint;
  private final Timers timers;
  private Optional<Kept> kept = Optional.empty();

  public Tokens(TokenEndpoint endpoint, Timers timers) {
    this.endpoint = endpoint;
    this.timers = timers;
  }

  /**
   * @param grant what it was given for: another secret wants another token
   * @param staleAt by the clock of {@link Timers}
   */
  private record Kept(String token, OAuth2 grant, long staleAt) {}

  Future<String> token(ApiDefinition definition, OAuth2 grant) {
    if (kept.isPresent() && isFresh(kept.get(), grant)) {
      return Future.succeededFuture(kept.get().token());
    }
    return endpoint.ask(definition, grant).map(answer -> keep(answer, grant));
  }

  void forget() {
    kept = Optional.empty();
  }

  private boolean isFresh(Kept token, OAuth2 grant) {
    return token.grant().equals(grant) && token.staleAt() - timers.nanoTime() > 0;
  }

  private String keep(TokenEndpoint.Token answer, OAuth2 grant) {
    long life = answer.lifetime().toNanos();
    // Half a life at most: a token of a few seconds must be of use too.
    long margin = Math.min(MARGIN.toNanos(), life / 2);
    kept = Optional.of(new Kept(answer.value(), grant, timers.nanoTime() + life - margin));
    return answer.value();
  }
}
