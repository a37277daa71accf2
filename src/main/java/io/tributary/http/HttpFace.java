package io.tributary.http;

import io.tributary.config.HttpConfig;
import io.tributary.http.answer.Problems;
import io.tributary.http.answer.SecurityHeaders;
import io.tributary.http.api.Commands;
import io.tributary.http.api.StreamsApi;
import io.tributary.http.bridge.EventBusBridge;
import io.tributary.http.events.EventStreams;
import io.tributary.http.guard.JsonBody;
import io.tributary.http.guard.Login;
import io.tributary.http.guard.SameOrigin;
import io.tributary.http.page.PageFiles;
import io.tributary.ownership.Directory;
import io.tributary.stream.Streams;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service over HTTP: page, metrics, health, API, events and bridge. Lives on the event loop
 * that starts it.
 */
public final class HttpFace {

  private static final Logger LOG = LoggerFactory.getLogger(HttpFace.class);

  private final Vertx vertx;
  private final HttpConfig config;
  private final SameOrigin origin;
  private final Login login;
  private final Health health;
  private final Optional<MetricsPage> metrics;
  private final StreamsApi api;
  private final EventStreams events;
  private final EventBusBridge bridge;
  private final OpenConnections connections = new OpenConnections(ServerLimits.CONNECTIONS);
  private Optional<Directory> peers = Optional.empty();
  private HttpServer server;

  /**
   * A face that is not shown yet.
   *
   * @param ready what has to hold for the service to be ready, beside its own answer
   * @param scrape the metrics as Prometheus reads them; absent: there are none
   */
  public HttpFace(
      Vertx vertx,
      HttpConfig config,
      Streams streams,
      Commands commands,
      HealthChecks ready,
      Optional<Scrape> scrape) {
    this.vertx = vertx;
    this.config = config;
    this.origin = new SameOrigin(config);
    this.login = new Login(config);
    this.health = new Health(vertx, streams, ready);
    this.metrics = scrape.map(text -> new MetricsPage(vertx, text, health::isReady));
    this.api = new StreamsApi(streams, commands);
    this.events = new EventStreams(vertx, streams);
    this.bridge = new EventBusBridge(vertx, streams);
  }

  /** Shows the events of streams that run on other nodes too. To be called before the start. */
  public HttpFace withPeers(Directory directory) {
    peers = Optional.of(directory);
    return this;
  }

  /** Completes when the port is bound. */
  public Future<Void> start() {
    Router router = Router.router(vertx);
    route(router);
    server =
        vertx
            .createHttpServer(ServerLimits.options(config))
            .connectionHandler(connections::admit)
            .invalidRequestHandler(Problems::answerMalformed)
            .requestHandler(router);
    return peers
        .map(events::relayBy)
        .orElse(Future.succeededFuture())
        .compose(relayed -> server.listen().recover(this::notBound))
        .onSuccess(
            bound ->
                LOG.info(
                    "http={}://{}:{}",
                    config.tls().isPresent() ? "https" : "http",
                    config.host(),
                    bound.actualPort()))
        .mapEmpty();
  }

  /** The system's own words do not say which address. */
  private Future<HttpServer> notBound(Throwable why) {
    return Future.failedFuture(
        new IOException(
            "expected http.port %d of http.host %s to be free, got: %s"
                .formatted(config.port(), config.host(), why.getMessage()),
            why));
  }

  /** The port that is bound. */
  public int port() {
    return server.actualPort();
  }

  public Future<Void> stop() {
    return events
        .stop()
        .eventually(() -> server == null ? Future.succeededFuture() : server.close());
  }

  void route(Router router) {
    Problems.answerThoseOf(router);
    router.route().handler(SecurityHeaders::add);
    health.route(router);
    metrics.ifPresent(page -> page.route(router));
    PageFiles.route(router);
    for (String guarded : new String[] {"/api/*", "/streams/*", "/eventbus/*"}) {
      router.route(guarded).handler(origin::check);
    }
    router.route("/api/*").handler(HttpFace::requireJson);
    BodyHandler body = BodyHandler.create(false).setBodyLimit(ServerLimits.BODY);
    router.route("/api/*").handler(body);
    router.route("/eventbus/*").handler(body);
    router.post("/api/session").handler(login::logIn);
    router.delete("/api/session").handler(login::logOut);
    for (String guarded : new String[] {"/api/*", "/streams/*", "/eventbus/*"}) {
      router.route(guarded).handler(login::check);
    }
    api.route(router);
    events.route(router);
    bridge.route(router);
    OtherMethods.route(router);
  }

  /** Routed for every method, or an unknown path would be one that does not take a method. */
  private static void requireJson(RoutingContext call) {
    if (HttpMethod.POST.equals(call.request().method())) {
      JsonBody.require(call);
    } else {
      call.next();
    }
  }
}
