package io.tributary.http.bridge;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;

/**
 * What a client of the bridge has not taken yet, bounded: a client that falls behind is cut off.
 * Lives on one event loop.
 */
final class SocketBuffer {

  static final int LIMIT = 1 << 20;

  private final SockJSSocket socket;
  private long waiting;

  SocketBuffer(SockJSSocket socket) {
    this.socket = socket;
  }

  void write(Buffer message) {
    if (waiting > LIMIT) {
      socket.close();
      return;
    }
    waiting += message.length();
    socket.write(message).onComplete(done -> waiting -= message.length());
  }
}
