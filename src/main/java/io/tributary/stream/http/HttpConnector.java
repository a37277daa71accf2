package io.tributary.stream.http;

import io.tributary.config.ApiDefinition;
import io.tributary.connection.Timers;
import io.tributary.metrics.StreamFigures;
import io.tributary.stream.auth.Credentials;
import io.tributary.stream.auth.TokenEndpoint;
import io.tributary.stream.auth.Tokens;
import io.tributary.stream.net.Admission;
import io.tributary.stream.net.Dialer;
import io.tributary.stream.net.HttpClients;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * Makes the connections of one API through Vert.x's {@code HttpClient}, each of them unpooled and
 * on the event loop of its verticle.
 */
public final class HttpConnector implements Connector {

  final Supplier<Future<ApiDefinition>> definitions;
  final Context context;
  final Timers timers;
  final Dialer dialer;
  final Credentials credentials;
  final Admission admission;
  final StreamFigures figures;

  /**
   * @param definitions the definition as it is at each connect
   */
  public HttpConnector(
      Supplier<Future<ApiDefinition>> definitions,
      Context context,
      Timers timers,
      HttpClients clients,
      Admission admission,
      StreamFigures figures) {
    this.definitions = definitions;
    this.context = context;
    this.timers = timers;
    this.dialer = new Dialer(context.owner(), clients);
    this.credentials =
        new Credentials(new Tokens(new TokenEndpoint(context.owner(), dialer), timers));
    this.admission = admission;
    this.figures = figures;
  }

  @Override
  public Attempt connect(String lastEventId, Listener listener) {
    HttpAttempt attempt = new HttpAttempt(this, lastEventId, listener);
    attempt.start();
    return attempt;
  }
}
