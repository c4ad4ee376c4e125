package dev.cowbell.aggregator.recommend;

import java.util.Locale;

/**
 * Bytes as people read them: MiB = 2^20 below 1 GiB, GiB = 2^30 above, three significant digits.
 */
final class Humane {

  private static final double MIB = 1L << 20;
  private static final double GIB = 1L << 30;

  private Humane() {}

  static String bytes(double bytes) {
    double size = Math.abs(bytes);
    return size < GIB ? number(bytes / MIB) + " MiB" : number(bytes / GIB) + " GiB";
  }

  static String percent(double share) {
    return number(100 * share) + " %";
  }

  static String number(double value) {
    double size = Math.abs(value);
    int decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  static String seconds(double seconds) {
    if (seconds < 120) {
      return number(seconds) + " s";
    }
    return seconds < 7200 ? number(seconds / 60) + " min" : number(seconds / 3600) + " h";
  }
}
