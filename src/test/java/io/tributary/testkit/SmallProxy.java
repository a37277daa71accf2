package io.tributary.testkit;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A proxy on loopback: HTTP (tunnels and plain requests) or SOCKS 5, with a password or without.
 * Whatever host it is asked for, it connects to loopback, so that only it can resolve the names of
 * a test. Each connection has threads of its own; methods may be called on any thread.
 */
public final class SmallProxy implements AutoCloseable {

  /** The protocol it speaks. */
  public enum Kind {
    HTTP,
    SOCKS5
  }

  private final Kind kind;
  private final Optional<String> credentials;
  private final ServerSocket listener;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private SmallProxy(Kind kind, Optional<String> credentials) throws IOException {
    this.kind = kind;
    this.credentials = credentials;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  /** A proxy for everybody. */
  public static SmallProxy start(Kind kind) {
    return start(kind, Optional.empty());
  }

  /** A proxy for one user: {@code name:password}. */
  public static SmallProxy start(Kind kind, String credentials) {
    return start(kind, Optional.of(credentials));
  }

  private static SmallProxy start(Kind kind, Optional<String> credentials) {
    try {
      SmallProxy proxy = new SmallProxy(kind, credentials);
      proxy.thread(proxy::acceptAll);
      return proxy;
    } catch (IOException e) {
      throw new AssertionError("expected a proxy", e);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** What was asked for so far, such as {@code CONNECT example.org:443}. */
  public List<String> asked() {
    return asked;
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new AssertionError("expected to close", e);
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private void thread(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException ended) {
                // One of the two sockets has ended: so does its thread.
              }
            },
            "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void acceptAll() throws IOException {
    while (true) {
      Socket client = listener.accept();
      thread(() -> serve(client));
    }
  }

  private void serve(Socket client) throws IOException {
    try (client) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      if (kind == Kind.HTTP) {
        serveHttp(client, in);
      } else {
        serveSocks(client, in);
      }
    }
  }

  private void serveHttp(Socket client, DataInputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      text.append((char) in.readUnsignedByte());
    }
    String[] request = text.substring(0, text.indexOf("\r\n")).split(" ", -1);
    asked.add(request[0] + " " + request[1]);
    if (!isAllowed(text.toString())) {
      write(client, "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
    } else if (request[0].equals("CONNECT")) {
      try (Socket server = connect(portOf(request[1], 443))) {
        write(client, "HTTP/1.1 200 Connected\r\n\r\n");
        pipe(client, in, server);
      }
    } else {
      URI url = URI.create(request[1]);
      try (Socket server = connect(url.getPort())) {
        write(server, text.toString().replace(request[1], url.getRawPath()));
        pipe(client, in, server);
      }
    }
  }

  private boolean isAllowed(String head) {
    return credentials
        .map(pair -> Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
        .map(
            basic ->
                head.toLowerCase(Locale.ROOT).contains("proxy-authorization: basic ")
                    && head.contains(basic))
        .orElse(true);
  }

  /** RFC 1928 and RFC 1929, as far as a client that behaves needs them. */
  private void serveSocks(Socket client, DataInputStream in) throws IOException {
    in.readUnsignedByte();
    in.readNBytes(in.readUnsignedByte());
    OutputStream out = client.getOutputStream();
    out.write(new byte[] {5, (byte) (credentials.isPresent() ? 2 : 0)});
    if (credentials.isPresent()) {
      in.readUnsignedByte();
      String pair = text(in) + ':' + text(in);
      boolean allowed = pair.equals(credentials.get());
      out.write(new byte[] {1, (byte) (allowed ? 0 : 1)});
      if (!allowed) {
        return;
      }
    }
    in.readNBytes(3);
    boolean name = in.readUnsignedByte() == 3;
    String host = name ? text(in) : InetAddress.getByAddress(in.readNBytes(4)).getHostAddress();
    int port = in.readUnsignedShort();
    asked.add("SOCKS " + host + ':' + port);
    try (Socket server = connect(port)) {
      out.write(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
      pipe(client, in, server);
    }
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
  }

  private static int portOf(String authority, int otherwise) {
    int colon = authority.lastIndexOf(':');
    return colon < 0 ? otherwise : Integer.parseInt(authority.substring(colon + 1));
  }

  private static Socket connect(int port) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void pipe(Socket client, DataInputStream in, Socket server) throws IOException {
    thread(
        () -> {
          in.transferTo(server.getOutputStream());
          server.shutdownOutput();
        });
    server.getInputStream().transferTo(client.getOutputStream());
  }
}
