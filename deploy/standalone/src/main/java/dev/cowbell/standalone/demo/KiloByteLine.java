package dev.cowbell.standalone.demo;

/** A line "Name: N kB" of a file under /proc. */
final class KiloByteLine {

  private KiloByteLine() {}

  static long bytes(String line) {
    return Long.parseLong(line.replaceAll("\\D+", "")) * 1024;
  }
}
