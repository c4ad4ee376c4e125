package dev.cowbell.aggregator.experiment;

/**
 * Welch's interval for one look at a number of hosts decided on beforehand. Looked at whenever a
 * host joins it declares a difference in a quarter of all A/A experiments: for comparison only,
 * never for a decision.
 */
public record FixedWelch(double level) {

  /** The interval, were this the only look. */
  public Finding interval(double[] control, double[] treatment) {
    return Welch.interval(control, treatment, 1 - level, level, Method.FIXED_WELCH, 2);
  }
}
