package io.tributary.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A self-signed certificate and its key in every file format, made by the JDK's keytool for the
 * test that asks. Blocks; immutable.
 */
public final class Certificates {

  /** Of every store and key. */
  public static final String PASSWORD = "changeit";

  private static final String ALIAS = "it";

  private final Path directory;
  private final KeyStore store;

  private Certificates(Path directory, KeyStore store) {
    this.directory = directory;
    this.store = store;
  }

  /**
   * Makes a certificate.
   *
   * @param directory to keep its files in; they are named after {@code name}
   * @param alternativeNames as keytool wants them: {@code dns:localhost,ip:127.0.0.1}
   */
  public static Certificates make(Path directory, String name, String alternativeNames) {
    try {
      Path home = Files.createDirectory(directory.resolve(name));
      Path p12 = home.resolve("key.p12");
      keytool(
          "-genkeypair -alias " + ALIAS + " -keyalg EC -storetype PKCS12 -validity 30",
          List.of("-dname", "CN=" + name, "-ext", "san=" + alternativeNames),
          List.of("-keystore", p12.toString(), "-storepass", PASSWORD));
      KeyStore store = KeyStore.getInstance(p12.toFile(), PASSWORD.toCharArray());
      Certificates made = new Certificates(home, store);
      made.write();
      return made;
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError("expected a certificate", e);
    }
  }

  /** A file of this certificate: {@code key.p12}, {@code trust.jks}, {@code cert.pem} and so on. */
  public String file(String name) {
    Path file = directory.resolve(name);
    if (!Files.exists(file)) {
      throw new IllegalArgumentException("expected a file of " + directory + ", got " + name);
    }
    return file.toString();
  }

  /** SHA-256 of the certificate in lower-case hexadecimal digits. */
  public String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate().getEncoded());
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("expected a fingerprint", e);
    }
  }

  private Certificate certificate() throws GeneralSecurityException {
    return store.getCertificate(ALIAS);
  }

  private void write() throws IOException, GeneralSecurityException {
    Key key = store.getKey(ALIAS, PASSWORD.toCharArray());
    Certificate[] chain = {certificate()};
    pem("cert.pem", "CERTIFICATE", certificate().getEncoded());
    pem("key.pem", "PRIVATE KEY", key.getEncoded());
    for (String type : List.of("PKCS12", "JKS")) {
      String ending = type.equals("JKS") ? "jks" : "p12";
      KeyStore trust = empty(type);
      trust.setCertificateEntry(ALIAS, certificate());
      save(trust, "trust." + ending);
      KeyStore own = empty(type);
      own.setKeyEntry(ALIAS, key, PASSWORD.toCharArray(), chain);
      save(own, "key." + ending);
    }
  }

  private static KeyStore empty(String type) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(type);
    store.load(null, null);
    return store;
  }

  private void save(KeyStore keys, String name) throws IOException, GeneralSecurityException {
    try (OutputStream out = Files.newOutputStream(directory.resolve(name))) {
      keys.store(out, PASSWORD.toCharArray());
    }
  }

  private void pem(String name, String what, byte[] der) throws IOException {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    Files.writeString(
        directory.resolve(name),
        "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n");
  }

  private static void keytool(String words, List<String> names, List<String> store)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(words.split(" ")));
    command.addAll(names);
    command.addAll(store);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream out = process.getInputStream()) {
      String said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("keytool failed: " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
