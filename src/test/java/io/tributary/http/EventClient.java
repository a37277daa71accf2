package io.tributary.http;

import io.tributary.testkit.Waiting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads an event stream on a thread of its own, over a plain socket that can also stop reading. */
final class EventClient implements AutoCloseable {

  private static final int SMALL = 4 * 1024;

  private final Socket socket = new Socket();
  private final List<String> events = new ArrayList<>();
  private final StringBuilder head = new StringBuilder();
  private boolean begun;
  private boolean ended;
  private boolean cut;

  /** Returns once the stream is open. */
  EventClient(int port, String target, String... headers) {
    this(port, target, true, headers);
    Waiting.until("the stream is open", this::begun);
  }

  private EventClient(int port, String target, boolean reading, String... headers) {
    try {
      if (!reading) {
        socket.setReceiveBufferSize(SMALL);
      }
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      String lines = String.join("\r\n", headers);
      String request =
          "GET "
              + target
              + " HTTP/1.1\r\nHost: localhost\r\n"
              + (lines.isEmpty() ? "" : lines + "\r\n")
              + "\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (reading) {
      Thread thread = new Thread(this::run, "event-client");
      thread.setDaemon(true);
      thread.start();
    }
  }

  static EventClient thatStopsReading(int port, String target) {
    return new EventClient(port, target, false);
  }

  private void run() {
    try (var in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        take(line);
      }
      finish(false);
    } catch (IOException gone) {
      finish(true);
    }
  }

  private String type = "message";
  private String id = "";

  private synchronized void take(String line) {
    if (!begun && !line.startsWith(":")) {
      head.append(line.toLowerCase(Locale.ROOT)).append('\n');
    }
    if (line.startsWith(":")) {
      begun = true;
    } else if (line.startsWith("event: ")) {
      type = line.substring(7);
    } else if (line.startsWith("id: ")) {
      id = line.substring(4) + " ";
    } else if (line.startsWith("data: ")) {
      events.add(type + " " + id + line.substring(6));
      type = "message";
      id = "";
    } else if (line.equals("0")) {
      ended = true;
    }
  }

  private synchronized void finish(boolean broken) {
    cut = broken || !ended;
  }

  synchronized String head() {
    return head.toString();
  }

  private synchronized boolean begun() {
    return begun;
  }

  /** The first so many events as "type id data", once they are there. */
  List<String> next(int count) {
    awaitEvents(count);
    synchronized (this) {
      return List.copyOf(events.subList(0, count));
    }
  }

  void awaitEvents(int count) {
    Waiting.until(
        () -> count + " events, were " + count(), Waiting.PATIENCE, () -> count() >= count);
  }

  /** The last word of each event. */
  synchronized List<String> data() {
    return events.stream().map(event -> event.substring(event.lastIndexOf(' ') + 1)).toList();
  }

  void awaitData(String last) {
    Waiting.until(
        () -> "data " + last + ", had " + data(),
        Waiting.PATIENCE,
        () -> {
          List<String> seen = data();
          return !seen.isEmpty() && seen.get(seen.size() - 1).equals(last);
        });
  }

  synchronized int count() {
    return events.size();
  }

  /** The response ended as HTTP ends one. */
  void awaitEnd() {
    Waiting.until("the end of the response", this::hasEnded);
  }

  private synchronized boolean hasEnded() {
    return ended;
  }

  /** The server gave up on a client that does not read: what it still gets has no end. */
  void awaitCut() {
    run();
    Waiting.until("a broken connection", this::isCut);
  }

  private synchronized boolean isCut() {
    return cut;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
