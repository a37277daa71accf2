package io.tributary.checkpoint;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What an event id belongs to: an id means nothing to another server. */
public final class Source {

  private static final int BYTES = 8;

  private Source() {}

  /** A short digest of scheme, host, port and path: it is stored, and a path may be a secret. */
  public static String of(URI url) {
    String place = url.getScheme() + "://" + url.getHost() + ":" + url.getPort() + url.getRawPath();
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(place.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java platform has SHA-256", impossible);
    }
  }
}
