package dev.cowbell.bench.result;

/** What a figure ought to be. */
public sealed interface Target {

  /** The limit. */
  double limit();

  /** Whether the figure keeps it. */
  boolean isMetBy(double value);

  /** No more than the limit. */
  record AtMost(double limit) implements Target {
    @Override
    public boolean isMetBy(double value) {
      return value <= limit;
    }
  }

  /** No less than the limit. */
  record AtLeast(double limit) implements Target {
    @Override
    public boolean isMetBy(double value) {
      return value >= limit;
    }
  }
}
