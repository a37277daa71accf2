package io.tributary.stream.net;

import io.tributary.config.SslConfig;
import io.tributary.connection.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.JksOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.KeyStoreOptionsBase;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The certificates and keys of one API, read again at each connect so that they can be exchanged
 * while a service runs. Files are handed to Vert.x as bytes: it would keep what it once read, its
 * failures too, by the path. Lives on one event loop.
 */
final class TlsFiles {

  private final Vertx vertx;
  private volatile Stores last = Stores.NONE;

  TlsFiles(Vertx vertx) {
    this.vertx = vertx;
  }

  /** What the files hold; null where there is none. */
  record Stores(TrustOptions trust, KeyCertOptions key) {
    static final Stores NONE = new Stores(null, null);
  }

  /** Fails with a {@link Refused} that names the file. */
  Future<Stores> read(SslConfig ssl) {
    if (ssl.trustStore().isEmpty() && ssl.keyStore().isEmpty()) {
      return Future.succeededFuture(Stores.NONE);
    }
    return vertx.executeBlocking(() -> readBlocking(ssl), false);
  }

  private Stores readBlocking(SslConfig ssl) throws Refused {
    Stores before = last;
    TrustOptions trust = null;
    if (ssl.trustStore().isPresent()) {
      SslConfig.TrustStore store = ssl.trustStore().get();
      trust = trust(store, bytes(store.path()));
      if (!Objects.equals(trust, before.trust())) {
        check("trust store " + store.path(), trust::getTrustManagerFactory);
      }
    }
    KeyCertOptions key = null;
    if (ssl.keyStore().isPresent()) {
      SslConfig.KeyStore store = ssl.keyStore().get();
      key = key(store, bytes(store.path()));
      if (!Objects.equals(key, before.key())) {
        check("key store " + store.path(), key::getKeyManagerFactory);
      }
    }
    last = new Stores(trust, key);
    return last;
  }

  private static TrustOptions trust(SslConfig.TrustStore store, Buffer bytes) {
    return SslConfig.isPem(store.path())
        ? new PemTrustOptions().addCertValue(bytes)
        : (TrustOptions) keyStore(store.path(), bytes, store.password());
  }

  private static KeyCertOptions key(SslConfig.KeyStore store, Buffer bytes) throws Refused {
    if (!SslConfig.isPem(store.path())) {
      return (KeyCertOptions) keyStore(store.path(), bytes, store.password());
    }
    Buffer key = bytes(store.keyPath().orElse(store.path()));
    return new PemKeyCertOptions().addCertValue(bytes).addKeyValue(key);
  }

  private static KeyStoreOptionsBase keyStore(
      String path, Buffer bytes, Optional<String> password) {
    KeyStoreOptionsBase options =
        path.toLowerCase(Locale.ROOT).endsWith(".jks") ? new JksOptions() : new PfxOptions();
    return options.setValue(bytes).setPassword(password.orElse(null));
  }

  private static Buffer bytes(String path) throws Refused {
    try {
      return Buffer.buffer(Files.readAllBytes(Path.of(path)));
    } catch (NoSuchFileException e) {
      throw refused("expected a file, found none: " + path);
    } catch (IOException e) {
      throw refused("expected a readable file, got: " + e);
    }
  }

  private interface Loading {
    Object load(Vertx vertx) throws Exception;
  }

  private void check(String what, Loading loading) throws Refused {
    try {
      loading.load(vertx);
    } catch (Exception e) {
      throw refused("expected a readable " + what + ", got: " + e.getMessage());
    }
  }

  private static Refused refused(String message) {
    return new Refused(new Failure.Tls(message));
  }
}
