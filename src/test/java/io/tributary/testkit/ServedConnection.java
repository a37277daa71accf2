package io.tributary.testkit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import java.util.function.Supplier;

/** One accepted TCP connection and the ways it can end. Its methods may be called on any thread. */
public final class ServedConnection {

  private final int number;
  private final Vertx vertx;
  private final Context loop;
  private final NetSocket socket;

  ServedConnection(int number, Vertx vertx, NetSocket socket) {
    this.number = number;
    this.vertx = vertx;
    this.loop = vertx.getOrCreateContext();
    this.socket = socket;
  }

  /** Counts the server's connections from 1. */
  public int number() {
    return number;
  }

  /** Sends FIN both ways: an orderly close, wherever in the answer that is. */
  public Future<Void> drop() {
    return onLoop(socket::close);
  }

  /** Sends RST: what a crashed or impolite peer does. */
  public Future<Void> reset() {
    return onLoop(
        () -> {
          channel().config().setOption(ChannelOption.SO_LINGER, 0);
          return socket.close();
        });
  }

  /** Sends FIN and keeps reading: nothing more will come, yet the connection stays. */
  public Future<Void> halfClose() {
    return onLoop(
        () -> {
          Promise<Void> done = Promise.promise();
          ((DuplexChannel) channel())
              .shutdownOutput()
              .addListener(shut -> done.complete(null, shut.cause()));
          return done.future();
        });
  }

  /** Stops reading: what the client sends fills the TCP windows and then stays unacknowledged. */
  public Future<Void> stopReading() {
    return onLoop(
        () -> {
          socket.pause();
          return Future.succeededFuture();
        });
  }

  /** Completes when the bytes were handed to TCP. */
  public Future<Void> write(Buffer bytes) {
    return onLoop(() -> socket.write(bytes));
  }

  Future<Void> pause(long millis) {
    return vertx.timer(millis).mapEmpty();
  }

  /** Runs {@code step} on the connection's event loop, never in the caller's stack. */
  Future<Void> onLoop(Supplier<Future<Void>> step) {
    Promise<Void> done = Promise.promise();
    loop.runOnContext(
        go -> Future.<Void>succeededFuture().compose(now -> step.get()).onComplete(done));
    return done.future();
  }

  private Channel channel() {
    return ((NetSocketInternal) socket).channelHandlerContext().channel();
  }
}
