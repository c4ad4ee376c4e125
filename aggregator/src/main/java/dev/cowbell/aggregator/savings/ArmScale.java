package dev.cowbell.aggregator.savings;

/**
 * How much of a fleet runs an arm.
 *
 * @param hosts hosts on the last whole day
 * @param workers their workers, averaged over that day
 */
public record ArmScale(int hosts, double workers) {

  /** Nothing runs it. */
  public static final ArmScale NONE = new ArmScale(0, 0);

  double workersPerHost() {
    return hosts == 0 ? 0 : workers / hosts;
  }
}
