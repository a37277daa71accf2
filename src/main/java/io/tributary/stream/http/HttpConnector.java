package io.tributary.stream.http;

import io.tributary.config.ApiDefinition;
import io.tributary.connection.Timers;
import io.tributary.metrics.StreamFigures;
import io.vertx.core.Context;
import io.vertx.core.http.HttpClientAgent;

/**
 * Makes the connections of one API through Vert.x's {@code HttpClient}, each of them unpooled and
 * on the event loop of its verticle.
 */
public final class HttpConnector implements Connector {

  final ApiDefinition definition;
  final Context context;
  final Timers timers;
  final HttpClientAgent client;
  final Admission admission;
  final StreamFigures figures;

  public HttpConnector(
      ApiDefinition definition,
      Context context,
      Timers timers,
      HttpClients clients,
      Admission admission,
      StreamFigures figures) {
    this.definition = definition;
    this.context = context;
    this.timers = timers;
    this.client = clients.withConnectTimeout(definition.sse().connectTimeout());
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
