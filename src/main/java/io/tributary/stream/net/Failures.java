package io.tributary.stream.net;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.proxy.ProxyConnectException;
import io.tributary.connection.Failure;
import io.tributary.connection.Failure.Verdict;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** What an exception of the HTTP client means. */
public final class Failures {

  private Failures() {}

  /**
   * What a failed connect, request or response comes to.
   *
   * @param connectTimeout what a timeout is reported with
   */
  public static Failure of(Throwable error, Duration connectTimeout) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof Refused refused) {
        return refused.why();
      }
      if (cause instanceof ProxyConnectException) {
        return ofProxy(cause, connectTimeout);
      }
      if (cause instanceof ConnectTimeoutException) {
        return new Failure.Timeout(connectTimeout);
      }
      if (cause instanceof UnknownHostException) {
        return new Failure.Connect(
            "expected a known host, got: " + String.valueOf(cause.getMessage()).strip());
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

  /** Netty tells of a proxy's answer in words alone. */
  private static Failure ofProxy(Throwable error, Duration connectTimeout) {
    String message = String.valueOf(error.getMessage());
    if (message.endsWith("timeout")) {
      return new Failure.Timeout(connectTimeout);
    }
    String told = "expected a connection through the proxy, got: " + message;
    boolean refused = message.contains("status: 407") || message.contains("authStatus");
    return refused ? new Failure.Auth(Verdict.FAIL, told) : new Failure.Connect(told);
  }

  /** Netty's decoders throw these where bytes make no sense. */
  private static boolean isNotHttp(Throwable cause) {
    return cause instanceof DecoderException
        || cause instanceof Http2Exception
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
