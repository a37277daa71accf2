package io.tributary.http.answer;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * A body that is made once and sent to many, compressed for those who take it so. Immutable.
 *
 * <p>Compression is done here and not by the server, which would hold event streams back.
 */
public final class Content {

  private static final int WORTH_COMPRESSING = 1024;

  private final String mediaType;
  private final Buffer plain;
  private final Optional<Buffer> compressed;

  /** Compresses {@code bytes} where that is worth it: takes milliseconds for a megabyte. */
  public Content(String mediaType, Buffer bytes) {
    this.mediaType = mediaType;
    this.plain = bytes;
    this.compressed =
        bytes.length() < WORTH_COMPRESSING ? Optional.empty() : Optional.of(gzip(bytes));
  }

  /** Sends it with whatever headers are set already. */
  public void send(HttpServerRequest request) {
    HttpServerResponse response =
        request
            .response()
            .putHeader(HttpHeaders.CONTENT_TYPE, mediaType)
            .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    if (compressed.isPresent() && takesGzip(request)) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip").end(compressed.get());
    } else {
      response.end(plain);
    }
  }

  private static boolean takesGzip(HttpServerRequest request) {
    String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
    return accepted != null && accepted.toLowerCase(Locale.ROOT).matches(".*\\bgzip\\b(?!;q=0).*");
  }

  private static Buffer gzip(Buffer bytes) {
    var packed = new ByteArrayOutputStream(bytes.length() / 4);
    try (var to = new GZIPOutputStream(packed)) {
      to.write(bytes.getBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to take bytes", e);
    }
    return Buffer.buffer(packed.toByteArray());
  }
}
