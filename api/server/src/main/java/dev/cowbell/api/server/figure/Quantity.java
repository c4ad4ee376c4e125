package dev.cowbell.api.server.figure;

/**
 * A figure as people read it.
 *
 * @param text rounded, with its unit; or a few words on why there is none
 * @param exact the same without rounding; or the whole reason
 * @param missing whether there is none
 */
public record Quantity(String text, String exact, boolean missing) {
  static Quantity known(String text, String exact) {
    return new Quantity(text, exact, false);
  }
}
