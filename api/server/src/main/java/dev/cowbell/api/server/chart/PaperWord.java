package dev.cowbell.api.server.chart;

/** A word of a drawing as a box on paper; lengths are in millimetres. */
public record PaperWord(
    String left, String top, String width, String align, String kind, String text) {
  private static final double BOX_UNITS = 240;

  /** From the base line of a word up to the top of its box. */
  private static final double ASCENT_UNITS = 11;

  static PaperWord of(Label label, Frame frame) {
    double x = Double.parseDouble(label.x());
    double left =
        switch (label.anchor()) {
          case START -> x;
          case MIDDLE -> x - BOX_UNITS / 2;
          case END -> x - BOX_UNITS;
        };
    return new PaperWord(
        frame.millimetres(left),
        frame.millimetres(Double.parseDouble(label.y()) - ASCENT_UNITS),
        frame.millimetres(BOX_UNITS),
        switch (label.anchor()) {
          case START -> "left";
          case MIDDLE -> "center";
          case END -> "right";
        },
        label.kind(),
        label.text());
  }
}
