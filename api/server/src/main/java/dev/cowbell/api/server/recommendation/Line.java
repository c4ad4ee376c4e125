package dev.cowbell.api.server.recommendation;

/** Text of callers as one line of a log, which it cannot break into two. */
final class Line {
  private Line() {}

  static String of(String text) {
    return "\"" + text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " ").replace("\"", "'") + "\"";
  }
}
