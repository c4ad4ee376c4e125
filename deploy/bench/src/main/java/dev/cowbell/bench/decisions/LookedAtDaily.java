package dev.cowbell.bench.decisions;

import dev.cowbell.aggregator.experiment.Effect;
import java.util.stream.LongStream;

/**
 * Thousands of experiments of one regime, looked at every evening. Seeded by the number of each, so
 * that the answer depends neither on cores nor on order.
 */
record LookedAtDaily(Regime regime, int experiments, long seed) {
  static final int WINDOW_DAYS = 7;

  /** Share of experiments without an effect in which the rule ever declares one. */
  Share falseAlarms(Rule rule) {
    return everMissed(rule, false, LookedAtDaily::windows);
  }

  /** The same when a fixed number of pairs is looked at whose means move every day. */
  Share falseAlarmsOfMovingMeans(Rule rule, int pairs) {
    return everMissed(rule, false, (played, evening) -> played.withMovingMeans(evening, pairs));
  }

  /** Share of experiments with an effect in which all intervals of all looks hold it. */
  Share coverage(Rule rule) {
    return everMissed(rule, true, LookedAtDaily::windows).complement();
  }

  private static Played.Evidence windows(Played played, int evening) {
    return played.withWindows(evening, WINDOW_DAYS);
  }

  private Share everMissed(Rule rule, boolean effective, Looks looks) {
    double truth = effective ? Regime.EFFECT : 0;
    int missed =
        (int)
            LongStream.range(0, experiments)
                .parallel()
                .filter(
                    number ->
                        everMissed(rule, Played.of(regime, effective, seed + number), truth, looks))
                .count();
    return new Share(missed, experiments);
  }

  private static boolean everMissed(Rule rule, Played played, double truth, Looks looks) {
    for (int evening = 1; evening <= Played.DAYS; evening++) {
      if (rule.at(looks.on(played, evening)) instanceof Effect effect
          && (effect.low() > truth || effect.high() < truth)) {
        return true;
      }
    }
    return false;
  }

  /** Mean half-width at so many hosts per arm, as multiples of the fixed-sample Welch interval. */
  double widthAgainstWelch(Rule rule, int hosts) {
    return meanHalfWidth(rule, hosts) / meanHalfWidth(Rule.FIXED_WELCH, hosts);
  }

  private double meanHalfWidth(Rule rule, int hosts) {
    int evening = WINDOW_DAYS + hosts - Played.FIRST_PAIRS;
    return LongStream.range(0, experiments)
        .mapToObj(
            number ->
                rule.at(Played.of(regime, true, seed + number).withWindows(evening, WINDOW_DAYS)))
        .mapToDouble(finding -> finding instanceof Effect effect ? effect.halfWidth() : Double.NaN)
        .average()
        .orElse(Double.NaN);
  }

  /** What is seen of an experiment on an evening. */
  private interface Looks {
    Played.Evidence on(Played played, int evening);
  }
}
