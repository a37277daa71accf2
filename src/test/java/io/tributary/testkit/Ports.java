package io.tributary.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Ports of the loopback address, for servers that are not ours to ask. Blocks; not thread-safe. */
public final class Ports {

  private Ports() {}

  /** A port that nothing listens on right now. */
  public static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new AssertionError("expected a free port, got none", none);
    }
  }

  /** Returns once something listens on {@code port}. */
  public static void awaitOpen(int port) {
    Waiting.until("something listens on port " + port, () -> accepts(port));
  }

  /**
   * Returns once nothing listens on {@code port}: a selector lets go of a closed listener a moment
   * after its close is reported.
   */
  public static void awaitClosed(int port) {
    Waiting.until("nothing listens on port " + port, () -> !accepts(port));
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }
}
