package io.tributary.stream.http;

import io.tributary.config.ApiDefinition;
import io.tributary.connection.Failure;
import io.tributary.connection.Failure.Verdict;
import io.tributary.connection.Timers;
import io.tributary.stream.http.Connector.Attempt;
import io.tributary.stream.http.Connector.Listener;
import io.tributary.stream.net.Admission;
import io.tributary.stream.net.Dialer;
import io.tributary.stream.net.Failures;
import io.tributary.stream.net.PingWatch;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt: reads the definition, waits for credentials and admission, connects, asks, follows
 * redirects and ends as an open stream or a failure. Lives on one event loop.
 */
final class HttpAttempt implements Attempt {

  private static final Logger LOG = LoggerFactory.getLogger(HttpAttempt.class);

  private static final int UNAUTHORIZED = 401;

  private final HttpConnector with;
  private final String lastEventId;
  private final Listener listener;
  private final PingWatch pings;

  private ApiDefinition definition;
  private IdleWatch idle;
  private Optional<Admission.Permit> permit = Optional.empty();
  private Timers.Timer connectTimer = Timers.Timer.NONE;
  private Future<HttpClientConnection> connecting = Future.succeededFuture();
  private OpenStream open;
  private boolean triedFreshCredentials;
  private boolean held;
  private boolean over;

  HttpAttempt(HttpConnector with, String lastEventId, Listener listener) {
    this.with = with;
    this.lastEventId = lastEventId;
    this.listener = listener;
    this.pings = new PingWatch(with.timers, PingWatch.INTERVAL_MILLIS, this::vanished);
  }

  void start() {
    with.definitions.get().onSuccess(this::begin).onFailure(this::failed);
  }

  private void begin(ApiDefinition current) {
    if (over) {
      return;
    }
    definition = current;
    Duration idleTimeout = current.sse().idleTimeout();
    idle = new IdleWatch(with.timers, idleTimeout, () -> lose(new Failure.Idle(idleTimeout)));
    idle.hold(held);
    ask(Hop.first(current));
  }

  private void ask(Hop hop) {
    Future<Optional<String>> authorization =
        hop.atHome()
            ? with.credentials.header(definition)
            : Future.succeededFuture(Optional.empty());
    authorization.onSuccess(header -> queue(hop, header)).onFailure(this::failed);
  }

  private void queue(Hop hop, Optional<String> authorization) {
    if (!over) {
      permit = Optional.of(with.admission.request(with.context, () -> connect(hop, authorization)));
    }
  }

  private void connect(Hop hop, Optional<String> authorization) {
    Duration limit = definition.sse().connectTimeout();
    if (!limit.isZero()) {
      connectTimer = with.timers.after(limit.toMillis(), () -> lose(new Failure.Timeout(limit)));
    }
    connecting =
        with.dialer
            .dial(definition, hop.url(), hop.atHome())
            .andThen((connection, error) -> permit.ifPresent(Admission.Permit::release));
    connecting
        .onSuccess(connection -> connected(hop, authorization, connection))
        .onFailure(this::failed);
  }

  private void connected(Hop hop, Optional<String> authorization, HttpClientConnection connection) {
    if (over) {
      return; // close() waits for this connection and closes it
    }
    connectTimer.cancel();
    connection.exceptionHandler(this::failed);
    idle.start();
    connection
        .request(
            new RequestOptions()
                .setMethod(HttpMethod.valueOf(hop.method()))
                .setURI(Redirect.requestTarget(hop.url()))
                .setProxyOptions(Dialer.requestProxy(definition, hop.url())))
        .compose(request -> send(hop, authorization, connection, request))
        .onSuccess(response -> answered(hop, response))
        .onFailure(this::failed);
  }

  private Future<HttpClientResponse> send(
      Hop hop,
      Optional<String> authorization,
      HttpClientConnection connection,
      HttpClientRequest request) {
    request.exceptionHandler(this::failed);
    if (request.version() == HttpVersion.HTTP_2) {
      pings.start(connection);
    }
    if (!RequestHeaders.fitsHeader(lastEventId)) {
      LOG.warn("api={} the last event id is not sent: no header can carry it", definition.name());
    }
    RequestHeaders.fill(request.headers(), hop.headers(definition), authorization, lastEventId);
    return hop.body().isPresent() ? request.send(hop.body().get()) : request.send();
  }

  private void answered(Hop hop, HttpClientResponse response) {
    // Before anything else: closing a response without one logs an error.
    response.exceptionHandler(this::failed);
    if (over) {
      return;
    }
    idle.touch();
    int status = response.statusCode();
    if (Redirect.is(status)) {
      follow(hop, response);
    } else if (status == UNAUTHORIZED && mayAskAgain(hop)) {
      triedFreshCredentials = true;
      instead(hop);
    } else {
      judge(response);
    }
  }

  private boolean mayAskAgain(Hop hop) {
    return hop.atHome() && with.credentials.rejected(definition) && !triedFreshCredentials;
  }

  private void judge(HttpClientResponse response) {
    Map<String, String> headers = new TreeMap<>();
    response
        .headers()
        .forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
    Answer.Head head = new Answer.Head(response.statusCode(), response.statusMessage(), headers);
    Answer.refusal(head, definition.sse().retryStatuses(), Instant.now())
        .ifPresentOrElse(this::lose, () -> opened(response));
  }

  private void follow(Hop hop, HttpClientResponse response) {
    int status = response.statusCode();
    if (hop.count() >= Redirect.MOST) {
      String message = "expected at most " + Redirect.MOST + " redirects, got another";
      lose(new Failure.Redirect(status, Verdict.RETRY, message));
      return;
    }
    try {
      Hop next = hop.redirected(status, response.getHeader("Location"), definition.url());
      instead(next);
    } catch (IllegalArgumentException e) {
      lose(new Failure.Redirect(status, Verdict.FAIL, "HTTP " + status + ": " + e.getMessage()));
    }
  }

  /** Goes on with another request, once the socket of this one is gone. */
  private void instead(Hop next) {
    idle.stop();
    pings.stop();
    closeConnection()
        .onComplete(
            closed -> {
              if (!over) {
                ask(next);
              }
            });
  }

  private void opened(HttpClientResponse response) {
    open = new OpenStream(with.context, response, idle, with.figures);
    open.events().maxEventSize(definition.sse().maxEventSize()).lastEventId(lastEventId);
    open.endHandler(() -> lose(new Failure.Ended()));
    if (held) {
      open.hold(true);
    }
    listener.opened(open.events());
  }

  /** Something of the client failed: the connect, the request or the response. */
  private void failed(Throwable error) {
    if (error instanceof OutOfMemoryError full) {
      // More than this connection is lost: Vert.x's exception handler is to know.
      with.context.runOnContext(
          ignored -> {
            throw full;
          });
    }
    Duration limit = definition == null ? Duration.ZERO : definition.sse().connectTimeout();
    Failure why = Failures.of(error, limit);
    if (open == null) {
      lose(why);
    } else {
      open.afterLastEvent(() -> lose(why));
    }
  }

  private void vanished() {
    lose(
        new Failure.Connect(
            "expected an answer to an HTTP/2 ping within %d ms, got none"
                .formatted(PingWatch.INTERVAL_MILLIS)));
  }

  private void lose(Failure why) {
    if (!over) {
      letGo();
      listener.lost(why);
    }
  }

  private void letGo() {
    over = true;
    connectTimer.cancel();
    pings.stop();
    if (idle != null) {
      idle.stop();
    }
    if (open != null) {
      open.drop();
    }
  }

  @Override
  public Future<Void> close() {
    letGo();
    if (connecting.isComplete()) {
      permit.ifPresent(Admission.Permit::release); // else when the connect under way has ended
    }
    return closeConnection();
  }

  /** Also a connect that is still under way ends here: its late connection is closed. */
  private Future<Void> closeConnection() {
    return connecting.transform(
        done -> {
          HttpClientConnection connection = done.result();
          return connection == null ? Future.succeededFuture() : connection.close();
        });
  }

  @Override
  public void hold(boolean hold) {
    held = hold;
    if (open != null) {
      open.hold(hold);
    }
  }
}
