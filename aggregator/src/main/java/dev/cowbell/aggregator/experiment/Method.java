package dev.cowbell.aggregator.experiment;

/** How an interval was found, and with it what it may be used for. */
public enum Method {
  /** {@link PairedTMixture}: valid however often one looks. */
  PAIRED_T_MIXTURE(true),
  /** {@link SpendingWelch}: valid over all looks that were paid for. */
  SPENDING_WELCH(true),
  /** {@link FixedWelch}: valid for one look decided on beforehand; for comparison only. */
  FIXED_WELCH(false);

  private final boolean validWhileLooking;

  Method(boolean validWhileLooking) {
    this.validWhileLooking = validWhileLooking;
  }

  /** Whether the interval may be looked at every day. */
  public boolean isValidWhileLooking() {
    return validWhileLooking;
  }
}
