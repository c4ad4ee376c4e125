package dev.cowbell.aggregator.experiment;

/** What is compared. Both are published: the first is the mechanism, the second is what is paid. */
public enum Estimand {
  /** Both arms at the same mix of worker ages ({@link AgeStandard}). */
  EQUAL_AGE,
  /** Each host at the mix of worker ages that its arm brings about. */
  OWN_AGE_MIX
}
