package dev.cowbell.api.server.chart;

import java.util.List;
import java.util.Locale;

/** Rows of small fields along one time axis: whether something was well at each moment. */
public record Strip(List<Row> rows, List<Mark> times) {
  /** How it was. */
  public enum State {
    WELL,
    BROKEN,
    UNKNOWN;

    /** Name of its style. */
    public String style() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One thing over time.
   *
   * @param limit what it is held against
   * @param verdict the row in a few words
   */
  public record Row(
      String name, String limit, String verdict, boolean broken, List<Field> fields) {}

  /**
   * Some moments in a row that were alike.
   *
   * @param left in per cent of the width
   * @param width in per cent of the width
   */
  public record Field(String left, String width, State state, String note) {}

  /** A moment that is written below. */
  public record Mark(String left, String label) {}
}
