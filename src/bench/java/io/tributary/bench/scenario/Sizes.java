package io.tributary.bench.scenario;

/** Sizes as people write them. */
final class Sizes {

  private static final int KILO = 1024;

  private Sizes() {}

  static String of(int bytes) {
    if (bytes < KILO) {
      return bytes + " B";
    }
    return bytes < KILO * KILO ? bytes / KILO + " KB" : bytes / KILO / KILO + " MB";
  }
}
