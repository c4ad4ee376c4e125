package dev.cowbell.aggregator.savings;

import dev.cowbell.aggregator.experiment.AgeMean;
import dev.cowbell.aggregator.experiment.HostDay;
import dev.cowbell.aggregator.experiment.PolicyInForce;
import java.util.List;

/**
 * What one host showed of one arm of one service on one day.
 *
 * @param epochDay day in days since 1970-01-01
 */
public record HostFigures(
    String hostId, long epochDay, String arm, PolicyInForce policy, List<OfAge> ages) {

  public HostFigures {
    ages = List.copyOf(ages);
  }

  /**
   * Workers of one age.
   *
   * @param readings readings, which are spread evenly over time
   * @param lossBytes their mean sharing loss
   * @param growthBytes their mean private growth
   */
  public record OfAge(int ageBucket, long readings, double lossBytes, double growthBytes) {

    private AgeMean mean(Figure figure) {
      double value =
          switch (figure) {
            case LOSS -> lossBytes;
            case GROWTH -> growthBytes;
            case FOOTPRINT -> lossBytes + growthBytes;
          };
      return new AgeMean(ageBucket, value, (double) readings);
    }
  }

  /** The day as an experiment on one figure sees it. */
  public HostDay of(Figure figure) {
    return new HostDay(
        hostId, epochDay, arm, policy, ages.stream().map(age -> age.mean(figure)).toList());
  }
}
