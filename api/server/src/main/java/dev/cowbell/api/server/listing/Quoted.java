package dev.cowbell.api.server.listing;

/** What a caller wrote, fit to be repeated in a sentence. */
final class Quoted {
  private static final int LONGEST = 60;

  private Quoted() {}

  static String of(String text) {
    String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return "\"" + shown.replaceAll("\\p{Cntrl}", "�") + "\"";
  }
}
