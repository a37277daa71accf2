package io.tributary.bench.report;

/** What the figures were taken on, as far as it matters to others. */
final class Machine {

  private Machine() {}

  static String describe() {
    return "%d cores, %s %s (%s)"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("java.vm.name"),
            System.getProperty("java.version"),
            System.getProperty("java.vendor"));
  }
}
