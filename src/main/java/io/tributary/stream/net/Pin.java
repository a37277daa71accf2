package io.tributary.stream.net;

import io.tributary.connection.Failure;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientConnection;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Compares a server's certificate with the one that a definition expects. */
final class Pin {

  private Pin() {}

  /**
   * The connection, or the failure to tell it from another; a connection that fails is closed.
   *
   * @param expected SHA-256 of the leaf certificate as lower-case hexadecimal digits
   */
  static Future<HttpClientConnection> check(
      HttpClientConnection connection, Optional<String> expected) {
    if (expected.isEmpty()) {
      return Future.succeededFuture(connection);
    }
    String got = fingerprint(connection);
    if (got.equals(expected.get())) {
      return Future.succeededFuture(connection);
    }
    Failure.Tls why =
        new Failure.Tls("expected the certificate with SHA-256 " + expected.get() + ", got " + got);
    return connection.close().transform(closed -> Future.failedFuture(new Refused(why)));
  }

  private static String fingerprint(HttpClientConnection connection) {
    try {
      byte[] leaf = connection.sslSession().getPeerCertificates()[0].getEncoded();
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(leaf));
    } catch (SSLPeerUnverifiedException e) {
      return "none";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
