package io.tributary.testkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A blocking TCP client that shows what a server really sent. One thread. */
public final class RawClient implements AutoCloseable {

  private final Socket socket;
  private final InputStream in;

  /** A char for each byte. */
  private final StringBuilder read = new StringBuilder();

  /** A client that is connected. */
  public RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) Waiting.PATIENCE.toMillis());
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Sends a GET with these header lines. */
  public RawClient get(String target, String... headers) throws IOException {
    String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    return send("GET " + target + " HTTP/1.1\r\nHost: x\r\n" + lines + "\r\n");
  }

  /** Sends text as ISO-8859-1. */
  public RawClient send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** Everything so far, once it ends with {@code end}. */
  public String readUntil(String end) throws IOException {
    long began = System.nanoTime();
    while (!endsWith(end)) {
      if (System.nanoTime() - began > Waiting.PROGRAM.toNanos()) {
        throw new IOException("expected …" + end + ", got " + text());
      }
      int next = in.read();
      if (next < 0) {
        throw new IOException("expected …" + end + ", got the end after " + text());
      }
      read.append((char) next);
    }
    return text();
  }

  /** Everything until FIN. */
  public byte[] readAll() throws IOException {
    read.append(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
    return bytes();
  }

  /** Everything so far, as UTF-8. */
  public String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  private boolean endsWith(String end) {
    int from = read.length() - end.length();
    return from >= 0 && read.indexOf(end, from) == from;
  }

  private byte[] bytes() {
    return read.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
