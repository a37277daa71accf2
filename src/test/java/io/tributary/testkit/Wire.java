package io.tributary.testkit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A wire to a server on loopback, which can be cut. What is cut stays cut; who connects again gets
 * a connection, unless the wire is {@link #unplug() unplugged}. Methods may be called on any thread
 * but an event loop.
 */
public final class Wire implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";

  private final Set<NetSocket> ends = ConcurrentHashMap.newKeySet();
  private final NetClient client;
  private final NetServer listener;
  private volatile boolean plugged = true;

  private Wire(Vertx vertx, int target) {
    client = vertx.createNetClient();
    listener = vertx.createNetServer().connectHandler(near -> join(near, target));
  }

  /** A wire to this port. */
  public static Wire to(Vertx vertx, int port) {
    Wire wire = new Wire(vertx, port);
    Waiting.result(wire.listener.listen(0, LOOPBACK));
    return wire;
  }

  /** Its own end. */
  public int port() {
    return listener.actualPort();
  }

  private void join(NetSocket near, int target) {
    if (!plugged) {
      near.close();
      return;
    }
    ends.add(near);
    near.closeHandler(closed -> ends.remove(near));
    near.pause();
    client
        .connect(target, LOOPBACK)
        .compose(far -> Future.any(near.pipeTo(far), far.pipeTo(near)).eventually(far::close))
        .onFailure(gone -> near.close());
  }

  /** Cuts every connection, and each that is tried until {@link #plug}. */
  public Wire unplug() {
    plugged = false;
    List.copyOf(ends).forEach(NetSocket::close);
    Waiting.until("every connection is cut", ends::isEmpty);
    return this;
  }

  /** Lets connections through again. */
  public Wire plug() {
    plugged = true;
    return this;
  }

  @Override
  public void close() {
    Waiting.result(listener.close().eventually(client::close));
  }
}
