package dev.cowbell.aggregator.savings;

import dev.cowbell.aggregator.experiment.Effect;
import dev.cowbell.aggregator.experiment.Finding;
import dev.cowbell.aggregator.experiment.HostSums;
import dev.cowbell.aggregator.experiment.SpendingWelch;
import java.util.Optional;

/**
 * One line of the ledger: what was predicted when a policy was first advised. The control is kept
 * as it was then, because it is gone once everybody follows.
 *
 * @param advisedDay day of the advice, since 1970-01-01
 * @param footprintAvoided predicted per worker
 * @param workers workers on the control then, which might follow
 * @param control footprint per worker of the control's hosts then, at their own mix of ages
 * @param treatedWorkers workers that ran the treatment already
 */
public record Prediction(
    ArmPair arms,
    long advisedDay,
    Estimate footprintAvoided,
    double workers,
    HostSums control,
    double treatedWorkers) {

  /** The prediction that advice makes, from the last whole day. */
  public static Prediction of(
      long day, Savings savings, WholeDays days, ArmDays control, ArmDays treatment) {
    return new Prediction(
        savings.arms(),
        day,
        days.ownFootprintAvoided(),
        control.size().workers(),
        control.last(Figure.FOOTPRINT).ownMix(),
        treatment.size().workers());
  }

  /**
   * What came true.
   *
   * @param footprintAvoided per worker
   * @param workers workers that went over since the advice
   */
  public record CameTrue(Estimate footprintAvoided, double workers) {}

  /**
   * What came true by a day: the control then against the treatment now. Empty while nobody
   * followed, or while too few hosts run the treatment for an interval.
   */
  public Optional<CameTrue> by(long day, ArmDays treatment) {
    double followed = treatment.size().workers() - treatedWorkers;
    if (followed <= 0) {
      return Optional.empty();
    }
    Finding finding =
        SpendingWelch.DEFAULT.interval(
            (int) Math.max(1, day - advisedDay),
            control,
            treatment.last(Figure.FOOTPRINT).ownMix());
    return finding instanceof Effect effect
        ? Optional.of(
            new CameTrue(new Estimate(-effect.estimate(), -effect.high(), -effect.low()), followed))
        : Optional.empty();
  }
}
