package io.tributary.config;

import java.util.Locale;
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

  private static final ValueType<String> STORE_PATH =
      ValueType.matching(
          ".+\\.([Pp][Ee][Mm]|[Cc][Rr][Tt]|[Cc][Ee][Rr]|[Pp]12|[Pp][Ff][Xx]|[Jj][Kk][Ss])",
          "a path that ends in .pem, .crt, .cer (PEM), .p12, .pfx (PKCS12) or .jks",
          "none.p12");

  private static final ValueType<String> FINGERPRINT =
      ValueType.matching(
          "([0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}",
          "a SHA-256 fingerprint: 64 hexadecimal digits, colons allowed between bytes", "00");

  static SslConfig read(ConfigReader in) {
    var ssl =
        new SslConfig(
            in.optionalSection("trustStore", TrustStore::read),
            in.optionalSection("keyStore", KeyStore::read),
            in.optional("pinningFingerprint", FINGERPRINT)
                .map(text -> text.replace(":", "").toLowerCase(Locale.ROOT)),
            in.value("verifyHost", ValueType.flag(), true),
            in.value("trustAll", ValueType.flag(), false));
    in.check(
        !ssl.trustAll || ssl.trustStore.isEmpty(), "trustAll", "must not stand beside trustStore");
    return ssl;
  }

  /** Whether a store of this path is PEM, not PKCS12 or JKS. */
  public static boolean isPem(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return lower.endsWith(".pem") || lower.endsWith(".crt") || lower.endsWith(".cer");
  }

  /** Certificates to trust: PEM, PKCS12 or JKS by the ending of {@code path}. */
  public record TrustStore(String path, Optional<String> password) {
    static TrustStore read(ConfigReader in) {
      return new TrustStore(
          in.required("path", STORE_PATH), in.optional("password", ValueType.secretText()));
    }

    @Override
    public String toString() {
      return "TrustStore[" + path + "]";
    }
  }

  /** The client's key: PKCS12 or JKS, or PEM with its key in {@code keyPath}. */
  public record KeyStore(String path, Optional<String> keyPath, Optional<String> password) {
    static KeyStore read(ConfigReader in) {
      var store =
          new KeyStore(
              in.required("path", STORE_PATH),
              in.optional("keyPath", ValueType.text()),
              in.optional("password", ValueType.secretText()));
      boolean pem = isPem(store.path);
      in.check(!pem || in.has("keyPath") || !in.sound("path"), "keyPath", "is required with PEM");
      in.check(pem || !in.has("keyPath") || !in.sound("path"), "keyPath", "is for PEM only");
      return store;
    }

    @Override
    public String toString() {
      return "KeyStore[" + path + "]";
    }
  }
}
