package dev.cowbell.aggregator.savings;

import dev.cowbell.aggregator.experiment.ArmSums;
import dev.cowbell.aggregator.experiment.BeforeAfter;
import dev.cowbell.aggregator.experiment.Effect;
import dev.cowbell.aggregator.experiment.Estimand;
import dev.cowbell.aggregator.experiment.InsufficientEvidence;
import dev.cowbell.aggregator.experiment.Look;
import dev.cowbell.aggregator.experiment.PairedExperiment;
import dev.cowbell.aggregator.experiment.SpendingWelch;
import dev.cowbell.aggregator.experiment.SummedComparison;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Two arms of a service on one class, compared over whole days in all figures and at both mixes of
 * ages.
 *
 * @param equalAge looks at the same mix of worker ages: the mechanism
 * @param ownMix looks at each arm's own mix: what the fleet pays
 */
public record Comparison(ArmPair arms, Map<Figure, Look> equalAge, Map<Figure, Look> ownMix) {

  /** The smallest difference anybody would act on, in bytes per worker. */
  public static final double WORTH_KNOWING = 1 << 20;

  /** Days that an observational comparison is taken over: one of each weekday. */
  static final int DAYS = 7;

  /** How one figure is looked at. */
  private interface Looking {
    Look at(Figure figure, Estimand estimand);
  }

  /** Hosts that were assigned in pairs. */
  public static Comparison paired(
      ArmPair arms, PairedExperiment experiment, long today, List<HostFigures> days) {
    return of(
        arms,
        (figure, estimand) ->
            experiment.at(today, days.stream().map(day -> day.of(figure)).toList(), estimand));
  }

  /** Hosts before and after they changed their arm. */
  public static Comparison beforeAfter(
      ArmPair arms, BeforeAfter changed, long today, List<HostFigures> days) {
    return of(
        arms,
        (figure, estimand) ->
            changed.at(today, days.stream().map(day -> day.of(figure)).toList(), estimand));
  }

  /**
   * Arms that were merely found, over the last week of days on which both were. Each day since both
   * are there counts as a look. Empty where there is no such day.
   */
  public static Optional<Comparison> observed(
      String hardwareClass, ArmPair arms, ArmDays control, ArmDays treatment) {
    List<Long> common =
        control.byDay().keySet().stream().filter(treatment.byDay()::containsKey).sorted().toList();
    if (common.isEmpty()) {
      return Optional.empty();
    }
    List<Long> taken = common.subList(Math.max(0, common.size() - DAYS), common.size());
    long since = Math.max(control.firstDay(), treatment.firstDay());
    int look = (int) Math.max(common.size(), taken.getLast() - since + 1);
    var summed = new SummedComparison(hardwareClass, SpendingWelch.DEFAULT, WORTH_KNOWING);
    return Optional.of(
        of(
            arms,
            (figure, estimand) ->
                summed.at(
                    look,
                    ArmSums.overDays(taken.stream().map(day -> control.sums(day, figure)).toList()),
                    ArmSums.overDays(
                        taken.stream().map(day -> treatment.sums(day, figure)).toList()),
                    estimand)));
  }

  private static Comparison of(ArmPair arms, Looking looking) {
    Map<Figure, Look> equalAge = new EnumMap<>(Figure.class);
    Map<Figure, Look> ownMix = new EnumMap<>(Figure.class);
    for (Figure figure : Figure.values()) {
      equalAge.put(figure, looking.at(figure, Estimand.EQUAL_AGE));
      ownMix.put(figure, looking.at(figure, Estimand.OWN_AGE_MIX));
    }
    return new Comparison(arms, equalAge, ownMix);
  }

  /** The look at sharing loss at equal ages, which is what advice rests on. */
  public Look main() {
    return look(equalAge, Figure.LOSS);
  }

  /** Whether there is an interval for every figure. */
  public boolean hasIntervals() {
    return Stream.concat(equalAge.values().stream(), ownMix.values().stream())
        .allMatch(look -> interval(look).isPresent());
  }

  /** What is missing for advice; empty where the main look decides. */
  public Optional<InsufficientEvidence> lacking() {
    return main().finding() instanceof InsufficientEvidence lacking
        ? Optional.of(lacking)
        : Optional.empty();
  }

  /** What the treatment takes away of a figure; there must be an interval. */
  Estimate avoided(Map<Figure, Look> looks, Figure figure) {
    Effect effect = interval(look(looks, figure)).orElseThrow();
    return new Estimate(-effect.estimate(), -effect.high(), -effect.low());
  }

  /** What the treatment adds to a figure; there must be an interval. */
  Estimate added(Map<Figure, Look> looks, Figure figure) {
    Effect effect = interval(look(looks, figure)).orElseThrow();
    return new Estimate(effect.estimate(), effect.low(), effect.high());
  }

  /** The interval, whether it decides or not. */
  static Optional<Effect> interval(Look look) {
    return switch (look.finding()) {
      case Effect effect -> Optional.of(effect);
      case InsufficientEvidence insufficient -> insufficient.soFar();
    };
  }

  private static Look look(Map<Figure, Look> looks, Figure figure) {
    Look look = looks.get(figure);
    if (look == null) {
      throw new IllegalStateException("nobody looked at " + figure);
    }
    return look;
  }
}
