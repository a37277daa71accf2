package io.tributary.testkit;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;

/**
 * One HTTP request exactly as it came. Immutable.
 *
 * @param target path and query, not decoded
 * @param headers in the order they came, names and values as ISO-8859-1 text, so that no byte is
 *     lost
 * @param at {@link System#nanoTime()} when its last byte was read
 * @param connection which connection of the server it came on, counted from 1
 */
public record ReceivedRequest(
    String method, String target, List<Header> headers, Buffer body, long at, int connection) {

  /** One header line. */
  public record Header(String name, String value) {}

  /** The target up to the question mark. */
  public String path() {
    int mark = target.indexOf('?');
    return mark < 0 ? target : target.substring(0, mark);
  }

  /** What follows the question mark, not decoded; empty when there is none. */
  public String query() {
    int mark = target.indexOf('?');
    return mark < 0 ? "" : target.substring(mark + 1);
  }

  /** The value of the first header of that name, whatever its case. */
  public Optional<String> header(String name) {
    return headers(name).stream().findFirst();
  }

  /** The values of all headers of that name, whatever their case. */
  public List<String> headers(String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Header::value)
        .toList();
  }
}
