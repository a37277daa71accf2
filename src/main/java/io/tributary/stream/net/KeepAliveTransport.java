package io.tributary.stream.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.socket.nio.NioChannelOption;
import io.vertx.core.impl.transports.NioTransport;
import io.vertx.core.net.ClientOptionsBase;
import io.vertx.core.transport.Transport;
import java.io.IOException;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.util.Map;
import jdk.net.ExtendedSocketOptions;

/**
 * Vert.x's NIO transport with sockets that probe a silent peer, so that one that has vanished is
 * noticed within a minute whatever the idle timeout is: Vert.x switches probes on, but leaves their
 * times to the system, where the first comes after two hours. To be given to {@code
 * VertxBuilder.withTransport}.
 */
public final class KeepAliveTransport implements Transport {

  private static final int IDLE_SECONDS = 20;
  private static final int INTERVAL_SECONDS = 7;
  private static final int PROBES = 4;

  private static final Map<SocketOption<Integer>, Integer> TIMES =
      Map.of(
          ExtendedSocketOptions.TCP_KEEPIDLE, IDLE_SECONDS,
          ExtendedSocketOptions.TCP_KEEPINTERVAL, INTERVAL_SECONDS,
          ExtendedSocketOptions.TCP_KEEPCOUNT, PROBES);

  @Override
  public String name() {
    return "nio";
  }

  /** True where the system lets a process set these times, as Linux, macOS and Windows do. */
  @Override
  public boolean available() {
    try (SocketChannel probe = SocketChannel.open()) {
      return probe.supportedOptions().containsAll(TIMES.keySet());
    } catch (IOException noSocket) {
      return false;
    }
  }

  @Override
  public Throwable unavailabilityCause() {
    return available()
        ? null
        : new UnsupportedOperationException("the system has no times for TCP keep-alive");
  }

  @Override
  public io.vertx.core.spi.transport.Transport implementation() {
    return available() ? new Probing() : NioTransport.INSTANCE;
  }

  private static final class Probing extends NioTransport {

    @Override
    public void configure(
        ClientOptionsBase options, int connectTimeout, boolean domainSocket, Bootstrap bootstrap) {
      super.configure(options, connectTimeout, domainSocket, bootstrap);
      if (options.isTcpKeepAlive() && !domainSocket) {
        TIMES.forEach((option, value) -> bootstrap.option(NioChannelOption.of(option), value));
      }
    }
  }
}
