package dev.cowbell.aggregator.experiment;

/** The two sides of a comparison. Every effect is treatment less control. */
public enum Arm {
  CONTROL,
  TREATMENT
}
