package io.tributary.http.bridge;

import io.tributary.bus.Addresses;
import io.tributary.config.ApiDefinition;
import io.tributary.config.DeliveryConfig.Mode;
import io.tributary.stream.SseApiVerticle;
import io.tributary.stream.Streams;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.bridge.BridgeEventType;
import io.vertx.ext.bridge.PermittedOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.sockjs.BridgeEvent;
import io.vertx.ext.web.handler.sockjs.SockJSBridgeOptions;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import io.vertx.ext.web.handler.sockjs.Transport;
import java.util.HashMap;
import java.util.Map;

/**
 * {@code /eventbus/*}: the events, errors and states of configured APIs for event-bus clients in a
 * browser. Nothing goes the other way. Lives on one event loop.
 *
 * <p>A client of this bridge registers a consumer, which in send and request mode would take events
 * away from the workers they are for: those addresses are refused.
 */
public final class EventBusBridge {

  private static final int MOST_SOCKETS = 5_000;
  private static final int MOST_ADDRESSES = 500;

  private final Vertx vertx;
  private final Streams streams;
  private final int mostSockets;
  private final Map<SockJSSocket, SocketBuffer> sockets = new HashMap<>();

  public EventBusBridge(Vertx vertx, Streams streams) {
    this(vertx, streams, MOST_SOCKETS);
  }

  EventBusBridge(Vertx vertx, Streams streams, int mostSockets) {
    this.vertx = vertx;
    this.streams = streams;
    this.mostSockets = mostSockets;
  }

  /** Adds the routes; whoever may not use them has been refused before. */
  public void route(Router router) {
    SockJSHandler sockets =
        SockJSHandler.create(
            vertx,
            new SockJSHandlerOptions()
                .setInsertJSESSIONID(false)
                .setMaxBytesStreaming(SocketBuffer.LIMIT)
                // Both put text of the request into a page.
                .addDisabledTransport(Transport.JSON_P.toString())
                .addDisabledTransport(Transport.HTML_FILE.toString()));
    SockJSBridgeOptions options =
        new SockJSBridgeOptions()
            .setMaxHandlersPerSocket(MOST_ADDRESSES)
            // What is really permitted changes with the configuration and is asked for below.
            .addOutboundPermitted(new PermittedOptions());
    router.route("/eventbus/*").subRouter(sockets.bridge(options, this::judge));
  }

  private void judge(BridgeEvent event) {
    BridgeEventType type = event.type();
    switch (type) {
      case SOCKET_CREATED -> event.complete(admit(event.socket()));
      case SOCKET_CLOSED -> {
        sockets.remove(event.socket());
        event.complete(true);
      }
      case REGISTER -> event.complete(isPermitted(event.getRawMessage()));
      case RECEIVE -> {
        // Written here and not by the bridge, which lets a slow client's messages pile up.
        event.complete(false);
        SocketBuffer buffer = sockets.get(event.socket());
        if (buffer != null) {
          buffer.write(event.getRawMessage().toBuffer());
        }
      }
      case SEND, PUBLISH -> event.complete(false);
      default -> event.complete(true);
    }
  }

  private boolean admit(SockJSSocket socket) {
    if (sockets.size() >= mostSockets) {
      return false;
    }
    sockets.put(socket, new SocketBuffer(socket));
    return true;
  }

  private boolean isPermitted(JsonObject message) {
    return message.getValue("address") instanceof String address
        && streams.all().stream()
            .map(SseApiVerticle::definition)
            .anyMatch(api -> serves(api, address));
  }

  private static boolean serves(ApiDefinition api, String address) {
    return address.equals(Addresses.error(api.name()))
        || address.equals(Addresses.state(api.name()))
        || (address.equals(api.delivery().address()) && api.delivery().mode() == Mode.PUBLISH);
  }
}
