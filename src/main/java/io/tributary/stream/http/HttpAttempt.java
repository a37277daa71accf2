package io.tributary.stream.http;

import io.tributary.config.ApiDefinition;
import io.tributary.connection.Failure;
import io.tributary.connection.Failure.Verdict;
import io.tributary.connection.Timers;
import io.tributary.stream.http.Connector.Attempt;
import io.tributary.stream.http.Connector.Listener;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.time.Instant;

/**
 * One attempt: waits for admission, connects, asks, follows redirects and ends as an open stream or
 * a failure. Lives on one event loop.
 */
final class HttpAttempt implements Attempt {

  private final HttpConnector with;
  private final ApiDefinition definition;
  private final String lastEventId;
  private final Listener listener;
  private final IdleWatch idle;

  private Admission.Permit permit;
  private Timers.Timer connectTimer = Timers.Timer.NONE;
  private Future<HttpClientConnection> connecting = Future.succeededFuture();
  private OpenStream open;
  private boolean held;
  private boolean over;

  HttpAttempt(HttpConnector with, String lastEventId, Listener listener) {
    this.with = with;
    this.definition = with.definition;
    this.lastEventId = lastEventId;
    this.listener = listener;
    Duration idleTimeout = definition.sse().idleTimeout();
    this.idle = new IdleWatch(with.timers, idleTimeout, () -> lose(new Failure.Idle(idleTimeout)));
  }

  void start() {
    ask(Hop.first(definition));
  }

  private void ask(Hop hop) {
    permit = with.admission.request(with.context, () -> connect(hop));
  }

  private void connect(Hop hop) {
    Duration limit = definition.sse().connectTimeout();
    if (!limit.isZero()) {
      connectTimer = with.timers.after(limit.toMillis(), () -> lose(new Failure.Timeout(limit)));
    }
    Admission.Permit granted = permit;
    connecting =
        with.client
            .connect(
                new HttpConnectOptions()
                    .setHost(hop.host())
                    .setPort(Redirect.port(hop.url()))
                    .setSsl(Redirect.isTls(hop.url())))
            .andThen((connection, error) -> granted.release());
    connecting.onSuccess(connection -> connected(hop, connection)).onFailure(this::failed);
  }

  private void connected(Hop hop, HttpClientConnection connection) {
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
                .setURI(Redirect.requestTarget(hop.url())))
        .compose(request -> send(hop, request))
        .onSuccess(response -> answered(hop, response))
        .onFailure(this::failed);
  }

  private Future<HttpClientResponse> send(Hop hop, HttpClientRequest request) {
    request.exceptionHandler(this::failed);
    RequestHeaders.fill(request.headers(), hop.headers(definition), lastEventId);
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
      return;
    }
    Answer.refusal(
            status,
            response.getHeader("Content-Type"),
            response.getHeader("Retry-After"),
            definition.sse().retryStatuses(),
            Instant.now())
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
      idle.stop();
      closeConnection().onComplete(done -> askUnlessOver(next));
    } catch (IllegalArgumentException e) {
      lose(new Failure.Redirect(status, Verdict.FAIL, "HTTP " + status + ": " + e.getMessage()));
    }
  }

  private void askUnlessOver(Hop next) {
    if (!over) {
      ask(next);
    }
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
    Failure why = Failures.of(error, definition.sse().connectTimeout());
    if (open == null) {
      lose(why);
    } else {
      open.afterLastEvent(() -> lose(why));
    }
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
    idle.stop();
    if (open != null) {
      open.drop();
    }
  }

  @Override
  public Future<Void> close() {
    letGo();
    if (connecting.isComplete()) {
      permit.release(); // else when the connect under way has ended
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
