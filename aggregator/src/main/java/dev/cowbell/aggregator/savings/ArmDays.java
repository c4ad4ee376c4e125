package dev.cowbell.aggregator.savings;

import dev.cowbell.aggregator.experiment.ArmSums;
import java.util.Map;

/**
 * Whole days of one arm of a service on a class.
 *
 * @param byDay sums over its hosts for each figure, by day since 1970-01-01
 * @param firstDay the first day on which it was ever seen, which may be before these
 * @param size what it is on the last of these days
 * @param simulated whether simulated hosts are among them
 */
public record ArmDays(
    String arm,
    Map<Long, Map<Figure, ArmSums>> byDay,
    long firstDay,
    ArmScale size,
    boolean simulated) {

  public ArmDays {
    byDay = Map.copyOf(byDay);
  }

  /** The last whole day on which it was seen, since 1970-01-01. */
  public long lastDay() {
    return byDay.keySet().stream().max(Long::compare).orElseThrow();
  }

  /** The sums of a figure on that day. */
  public ArmSums last(Figure figure) {
    return sums(lastDay(), figure);
  }

  /** The sums of a figure on a day. */
  ArmSums sums(long day, Figure figure) {
    Map<Figure, ArmSums> figures = byDay.getOrDefault(day, Map.of());
    ArmSums sums = figures.get(figure);
    if (sums == null) {
      throw new IllegalStateException("day %d of arm %s has no %s".formatted(day, arm, figure));
    }
    return sums;
  }
}
