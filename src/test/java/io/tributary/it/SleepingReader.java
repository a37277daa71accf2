package io.tributary.it;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A reader of an event stream that asks for it and then takes nothing. */
final class SleepingReader implements AutoCloseable {

  private static final int SMALL = 4 * 1024;
  private static final int SILENCE_MILLIS = 20_000;
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Socket socket = new Socket();

  SleepingReader(int port, String target) throws IOException {
    socket.setReceiveBufferSize(SMALL);
    socket.setSoTimeout(SILENCE_MILLIS);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    String request = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Wakes up and takes what is there, which must be after the last event was published.
   *
   * @return whether the service had cut it off
   */
  boolean wasCut() throws IOException {
    InputStream in = socket.getInputStream();
    byte[] some = new byte[1 << 16];
    long began = System.nanoTime();
    try {
      while (in.read(some) >= 0) {
        // What had been sent before; a connection that is kept goes on with heartbeats.
        if (System.nanoTime() - began > LONGEST.toNanos()) {
          return false;
        }
      }
      return true;
    } catch (SocketTimeoutException stillOpen) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
