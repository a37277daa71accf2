package io.tributary.stream.http;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.compression.DecompressionException;
import io.tributary.connection.Failure;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** What an exception of the HTTP client means. */
final class Failures {

  private Failures() {}

  /**
   * @param connectTimeout what a timeout is reported with
   */
  static Failure of(Throwable error, Duration connectTimeout) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectTimeoutException) {
        return new Failure.Timeout(connectTimeout);
      }
      if (cause instanceof UnknownHostException) {
        return new Failure.Connect("expected a known host, got: " + cause.getMessage());
      }
      if (cause instanceof SSLException || cause instanceof CertificateException) {
        return new Failure.Tls("expected a TLS handshake, got: " + deepest(error));
      }
      if (cause instanceof HttpClosedException || cause instanceof StreamResetException) {
        return new Failure.Connect("the connection was lost: " + cause.getMessage());
      }
      if (isNotHttp(cause)) {
        return new Failure.Protocol("expected an HTTP response, got: " + deepest(error));
      }
    }
    return new Failure.Connect("expected a connection, got: " + deepest(error));
  }

  /** Netty's decoders throw these where bytes make no sense. */
  private static boolean isNotHttp(Throwable cause) {
    return cause instanceof DecoderException
        || cause instanceof DecompressionException
        || cause instanceof IllegalArgumentException;
  }

  /** The words of the first cause, which are the plainest. */
  private static String deepest(Throwable error) {
    Throwable cause = error;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
