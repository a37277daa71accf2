package io.tributary.bench.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.tributary.bench.process.CommandLoop;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The process that sends. {@code GET /firehose/KIND/SIZE} gives events as fast as the client takes
 * them, {@code GET /paced} what {@link Pacer} sends. Says its port; commands steer the rest.
 */
public final class BenchServer {

  private static final int PREPARED = 256 * 1024;
  private static final int QUEUED = 1024 * 1024;
  private static final int BACKLOG = 4096;
  private static final Buffer HEAD =
      Buffer.buffer(
          "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");

  private static final Pattern PATH_SEPARATOR = Pattern.compile("/");

  private final Map<String, Buffer> prepared = new HashMap<>();
  private final PacedStreams streams = new PacedStreams();
  private final Pacer pacer = new Pacer(streams);

  private BenchServer() {}

  /** Serves until standard input ends. */
  public static void main(String[] args) throws IOException {
    Vertx vertx = Vertx.vertx();
    BenchServer server = new BenchServer();
    int port =
        vertx
            .createNetServer(new NetServerOptions().setAcceptBacklog(BACKLOG).setTcpNoDelay(true))
            .connectHandler(server::accept)
            .listen(0, "127.0.0.1")
            .await()
            .actualPort();
    CommandLoop.serve(
        Integer.toString(port),
        Map.of(
            "pace", server.pacer::pace,
            "streams", words -> Integer.toString(server.streams.size()),
            "drop", words -> server.streams.drop(),
            "arrivals", words -> server.streams.arrivals()));
    System.exit(0);
  }

  private void accept(NetSocket socket) {
    socket.exceptionHandler(gone -> {});
    streams.accepted();
    RecordParser lines = RecordParser.newDelimited("\r\n\r\n", socket);
    lines.handler(
        request -> {
          streams.asked();
          List<String> path = PATH_SEPARATOR.splitAsStream(path(request.toString())).toList();
          socket.write(HEAD);
          if (path.get(1).equals("firehose")) {
            firehose(socket, path.get(2), Integer.parseInt(path.get(3)));
          } else {
            streams.add(socket);
          }
        });
  }

  private static String path(String request) {
    int from = request.indexOf('/');
    return request.substring(from, request.indexOf(' ', from));
  }

  private void firehose(NetSocket socket, String kind, int size) {
    Buffer block = block(kind, size);
    socket.setWriteQueueMaxSize(QUEUED);
    socket.drainHandler(drained -> pump(socket, block));
    pump(socket, block);
  }

  private static void pump(NetSocket socket, Buffer block) {
    // The queue of a closed socket is never full.
    boolean open = true;
    while (open && !socket.writeQueueFull()) {
      open = !socket.write(block).failed();
    }
  }

  /** In direct memory, so that it is not copied with every write. */
  private synchronized Buffer block(String kind, int size) {
    return prepared.computeIfAbsent(
        kind + size,
        key -> {
          Payload.Kind known = Payload.Kind.valueOf(kind.toUpperCase(Locale.ROOT));
          byte[] bytes = Payload.chunks(known, size, PREPARED).getBytes();
          ByteBuf direct = Unpooled.directBuffer(bytes.length).writeBytes(bytes);
          return BufferInternal.buffer(direct);
        });
  }
}
