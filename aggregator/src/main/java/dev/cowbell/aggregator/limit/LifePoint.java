package dev.cowbell.aggregator.limit;

/**
 * What one reading of a worker said.
 *
 * @param ageSeconds time since its fork
 * @param lossBytes sharing it has lost
 * @param growthBytes private memory it never inherited; may be negative
 */
public record LifePoint(double ageSeconds, double lossBytes, double growthBytes) {

  /** Private memory that restarting the worker gives back. */
  public double privateBytes() {
    return lossBytes + growthBytes;
  }
}
