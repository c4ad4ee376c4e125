package dev.cowbell.api.server.chart;

import java.util.List;

/**
 * Shapes, dashes and colours that tell lines apart; each alone is enough; paths around their own
 * origin.
 */
public final class Marker {
  private static final List<String> SHAPES =
      List.of(
          "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z", // circle
          "M-3.6-3.6h7.2v7.2h-7.2z", // square
          "M0-4.8L4.6 3.4H-4.6z", // triangle
          "M0-5L5 0L0 5L-5 0z", // diamond
          "M0 4.8L4.6-3.4H-4.6z", // triangle upside down
          "M-4.4-1.5h2.9v-2.9h3v2.9h2.9v3h-2.9v2.9h-3v-2.9h-2.9z"); // cross

  /** How many styles of line there are; more lines than that share them. */
  public static final int STYLES = SHAPES.size();

  private static final List<String> INKS =
      List.of("#b23c0a", "#0b69a8", "#1b7350", "#84479a", "#7d5b00", "#4a5b66");
  private static final List<String> DASHES = List.of("", "9 5", "1 5", "12 4 1 5", "5 4", "14 6");

  private Marker() {}

  /** The colour of a line style in the light. */
  static String ink(int style) {
    return INKS.get(style);
  }

  /** The dashes of a line style; empty for none. */
  static String dash(int style) {
    return DASHES.get(style);
  }

  /** The shape of a line style, from 0 to below {@link #STYLES}. */
  public static String shape(int style) {
    return SHAPES.get(style);
  }
}
