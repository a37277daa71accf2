package io.tributary.testkit;

import io.tributary.testkit.ReceivedRequest.Header;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Cuts the bytes of one connection into requests (RFC 9112), whole bodies included. It knows {@code
 * Content-Length} only and fails loudly on a chunked request. Lives on one event loop.
 */
final class RequestReader implements Handler<Buffer> {

  private static final String END_OF_HEAD = "\r\n\r\n";

  private final int connection;
  private final Consumer<ReceivedRequest> requests;
  private String unread = "";

  RequestReader(int connection, Consumer<ReceivedRequest> requests) {
    this.connection = connection;
    this.requests = requests;
  }

  @Override
  public void handle(Buffer chunk) {
    unread += chunk.toString(StandardCharsets.ISO_8859_1);
    int end = unread.indexOf(END_OF_HEAD);
    while (end >= 0 && take(end)) {
      end = unread.indexOf(END_OF_HEAD);
    }
  }

  private boolean take(int endOfHead) {
    List<String> lines = Arrays.asList(unread.substring(0, endOfHead).split("\r\n", -1));
    List<Header> headers = lines.stream().skip(1).map(RequestReader::header).toList();
    int body = endOfHead + END_OF_HEAD.length();
    int end = body + bodyLength(headers);
    if (unread.length() < end) {
      return false;
    }
    String[] first = lines.get(0).split(" ", 3);
    Buffer content =
        Buffer.buffer(unread.substring(body, end).getBytes(StandardCharsets.ISO_8859_1));
    unread = unread.substring(end);
    requests.accept(
        new ReceivedRequest(first[0], first[1], headers, content, System.nanoTime(), connection));
    return true;
  }

  private static Header header(String line) {
    int colon = line.indexOf(':');
    if (colon < 1) {
      throw new IllegalStateException("expected a header line, got \"" + line + "\"");
    }
    return new Header(line.substring(0, colon), line.substring(colon + 1).trim());
  }

  private static int bodyLength(List<Header> headers) {
    int length = 0;
    for (Header header : headers) {
      if (header.name().equalsIgnoreCase("transfer-encoding")) {
        throw new IllegalStateException("expected a Content-Length, got " + header);
      }
      if (header.name().equalsIgnoreCase("content-length")) {
        length = Integer.parseInt(header.value());
      }
    }
    return length;
  }
}
