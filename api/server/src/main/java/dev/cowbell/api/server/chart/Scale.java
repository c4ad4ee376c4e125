package dev.cowbell.api.server.chart;

/** Where a value stands on an axis, in the units of the drawing. */
public sealed interface Scale {
  double at(double value);

  /** Equal steps for equal differences. */
  record Linear(double from, double to, double start, double end) implements Scale {
    @Override
    public double at(double value) {
      return start + (value - from) / (to - from) * (end - start);
    }
  }

  /** Equal steps for equal ratios; values below {@code from} stand at the start. */
  record Logarithmic(double from, double to, double start, double end) implements Scale {
    @Override
    public double at(double value) {
      double share = Math.log(Math.max(value, from) / from) / Math.log(to / from);
      return start + share * (end - start);
    }
  }
}
