package dev.cowbell.aggregator.savings;

/**
 * How far the workers of one arm have come.
 *
 * @param greatestAgeSeconds greatest age at which the sharing of one of its workers was read
 * @param workers workers read
 */
public record ArmAge(String arm, double greatestAgeSeconds, long workers) {

  private static final String UNKNOWN = "unknown";

  /** The arm {@code unknown} is no arm: its workers may run under any policy. */
  public boolean isKnown() {
    return !arm.equals(UNKNOWN);
  }
}
