package dev.cowbell.api.server.chart;

import java.util.Locale;

/**
 * A word in a drawing.
 *
 * @param x where its anchor stands, in units of the drawing
 * @param y its base line
 * @param kind style class; empty for axis labels
 */
public record Label(String x, String y, Anchor anchor, String kind, String text) {
  /** Which part of the word stands at x. */
  public enum Anchor {
    START,
    MIDDLE,
    END;

    /** As SVG says it. */
    public String svg() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
