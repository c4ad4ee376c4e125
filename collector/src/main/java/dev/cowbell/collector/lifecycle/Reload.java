package dev.cowbell.collector.lifecycle;

import dev.cowbell.collector.reading.Reading;
import java.time.Duration;
import java.util.function.BinaryOperator;

/**
 * A family that replaced all its workers at once.
 *
 * @param beganAtMillis since boot: when the first old worker was seen to have left
 * @param resolution time between the two looks in which it left
 * @param workersBefore old workers, all of which left
 * @param workersAfter new workers alive when it was over
 * @param backAfter from the first old worker leaving until there were as many new ones as old ones
 * @param readyAfter until each of those had used CPU since its fork
 * @param leavingFaults minor faults of the old workers between the last look at each and its end
 */
public record Reload(
    ReloadWay way,
    long beganAtMillis,
    Duration resolution,
    int workersBefore,
    int workersAfter,
    Reading<Duration> backAfter,
    Reading<Duration> readyAfter,
    Reading<Long> leavingFaults,
    Extremes extremes) {

  /**
   * What memory came to meanwhile, as far as looks fell into it.
   *
   * @param footprintPeakBytes most that was seen
   * @param availableLowestBytes least that was seen
   */
  public record Extremes(
      Reading<Long> footprintBeforeBytes,
      Reading<Long> footprintPeakBytes,
      Reading<Long> availableBeforeBytes,
      Reading<Long> availableLowestBytes) {

    static Extremes before(FamilyLook look) {
      return new Extremes(
          look.footprintBytes(),
          look.footprintBytes(),
          look.availableBytes(),
          look.availableBytes());
    }

    Extremes and(FamilyLook look) {
      return new Extremes(
          footprintBeforeBytes,
          either(footprintPeakBytes, look.footprintBytes(), Math::max),
          availableBeforeBytes,
          either(availableLowestBytes, look.availableBytes(), Math::min));
    }

    private static Reading<Long> either(
        Reading<Long> one, Reading<Long> other, BinaryOperator<Long> choice) {
      if (one.optional().isEmpty()) {
        return other;
      }
      return other.optional().isEmpty()
          ? one
          : one.flatMap(a -> other.map(b -> choice.apply(a, b)));
    }
  }
}
