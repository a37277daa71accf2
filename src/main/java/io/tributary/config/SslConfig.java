package io.tributary.config;

import java.util.Optional;

/**
 * TLS of one API.
 *
 * @param trustStore replaces the system's trust
 * @param keyStore the client's certificate, for mutual TLS
 * @param pinningFingerprint SHA-256 of the leaf certificate: 64 lower-case hexadecimal digits
 * @param verifyHost false: the certificate may name another host
 * @param trustAll true: any certificate is accepted
 */
public record SslConfig(
    Optional<TrustStore> trustStore,
    Optional<KeyStore> keyStore,
    Optional<String> pinningFingerprint,
    boolean verifyHost,
    boolean trustAll) {

  /** Certificates to trust: PEM, PKCS12 or JKS by the ending of {@code path}. */
  public record TrustStore(String path, Optional<String> password) {
    @Override
    public String toString() {
      return "TrustStore[" + path + "]";
    }
  }

  /** The client's key: PKCS12 or JKS, or PEM with its key in {@code keyPath}. */
  public record KeyStore(String path, Optional<String> keyPath, Optional<String> password) {
    @Override
    public String toString() {
      return "KeyStore[" + path + "]";
    }
  }
}
