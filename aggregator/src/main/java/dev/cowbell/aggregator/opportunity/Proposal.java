package dev.cowbell.aggregator.opportunity;

import dev.cowbell.aggregator.experiment.PairedTMixture;

/**
 * An experiment that would tell.
 *
 * @param pairs pairs of hosts by hash order; none for before and after on one host
 * @param days days until its first look
 */
public record Proposal(int pairs, int days, String control, String treatment) {

  /** Below this no interval is given, however large the effect. */
  public static final int FEWEST_PAIRS = PairedTMixture.DEFAULT.leastPairs();

  /** With 8 pairs an effect of 85 MB at 30 MB between hosts is declared four times of five. */
  public static final int PAIRS = 8;

  static final int DAYS = 7;
  private static final String CONTROL = "default";
  private static final String TREATMENT = "frozen";

  static Proposal on(int hosts) {
    int pairs = Math.min(PAIRS, hosts / 2);
    return new Proposal(pairs < FEWEST_PAIRS ? 0 : pairs, DAYS, CONTROL, TREATMENT);
  }

  String sentence() {
    return pairs == 0
        ? "Too few hosts to pair: run %s for %d days on one host after %d days of %s there, which tells less."
            .formatted(treatment, days, days, control)
        : "Run %s on one host and %s on the other of %d pairs, taken in hash order, and look after %d days."
            .formatted(control, treatment, pairs, days);
  }
}
