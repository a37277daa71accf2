package io.tributary.bench.report;

import java.util.Locale;

/** Numbers as people read them. */
public final class Numbers {

  private static final double LARGE = 10;
  private static final double HUNDRED = 100;

  private Numbers() {}

  /** Without decimals, in groups of three. */
  public static String round(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  /** With as many decimals as say something. */
  public static String plain(double value) {
    return value < HUNDRED ? ratio(value) : round(value);
  }

  /** With two decimals, from 10 on with one. */
  public static String ratio(double value) {
    return String.format(Locale.ROOT, value < LARGE ? "%.2f" : "%.1f", value);
  }
}
