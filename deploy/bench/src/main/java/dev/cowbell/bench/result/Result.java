package dev.cowbell.bench.result;

import java.util.Optional;

/**
 * One figure.
 *
 * @param name fixed name
 * @param value value
 * @param unit unit
 * @param interval where the figure itself is uncertain: its range at 95 %
 * @param target what it ought to be, where something was promised
 */
public record Result(
    String name, double value, String unit, Optional<Interval> interval, Optional<Target> target) {

  /** A range. */
  public record Interval(double low, double high) {}

  /** A figure about which nothing was promised. */
  public static Result of(String name, double value, String unit) {
    return new Result(name, value, unit, Optional.empty(), Optional.empty());
  }

  /** This figure with its range. */
  public Result within(double low, double high) {
    return new Result(name, value, unit, Optional.of(new Interval(low, high)), target);
  }

  /** This figure against what was promised. */
  public Result promised(Target promise) {
    return new Result(name, value, unit, interval, Optional.of(promise));
  }
}
