package dev.cowbell.collector.sharing;

/**
 * How far cheaper figures of one family were from what dearer ones then said, as shares of the
 * inherited bytes; means give the newest a weight of an eighth.
 *
 * @param readings full readings the free estimate was held against
 * @param meanShare mean of |estimated loss - loss read|
 * @param lastShare the last of them
 * @param exactReadings exact readings the upper bound was held against
 * @param boundExcessShare mean of what the upper bound was above the exact loss
 * @param ownReadings full readings the estimate of its own memory was held against
 * @param ownMeanShare mean of |estimated - read| of the memory a worker alone holds, from which the
 *     footprint is carried on between readings
 */
public record EstimateError(
    long readings,
    double meanShare,
    double lastShare,
    long exactReadings,
    double boundExcessShare,
    long ownReadings,
    double ownMeanShare) {
  /** Nothing has been compared. */
  public static final EstimateError NONE = new EstimateError(0, 0, 0, 0, 0, 0, 0);

  /** An error above this share is one that a reader of the figures would care for. */
  public static final double TOLERANCE = 0.02;

  private static final double NEWEST_WEIGHT = 0.125;

  /** After a full reading. */
  public EstimateError afterReading(long estimatedBytes, long lossBytes, long inheritedBytes) {
    if (inheritedBytes <= 0) {
      return this;
    }
    long estimated = Math.clamp(estimatedBytes, 0, inheritedBytes);
    double share = (double) Math.abs(estimated - lossBytes) / inheritedBytes;
    return new EstimateError(
        readings + 1,
        mean(readings, meanShare, share),
        share,
        exactReadings,
        boundExcessShare,
        ownReadings,
        ownMeanShare);
  }

  /** After an exact reading. */
  public EstimateError afterExact(long upperBoundBytes, long lossBytes, long inheritedBytes) {
    if (inheritedBytes <= 0) {
      return this;
    }
    double share = (double) Math.max(0, upperBoundBytes - lossBytes) / inheritedBytes;
    return new EstimateError(
        readings,
        meanShare,
        lastShare,
        exactReadings + 1,
        mean(exactReadings, boundExcessShare, share),
        ownReadings,
        ownMeanShare);
  }

  /** After a full reading of a worker whose own memory had been estimated since the one before. */
  public EstimateError afterOwn(long estimatedBytes, long readBytes, long inheritedBytes) {
    if (inheritedBytes <= 0) {
      return this;
    }
    double share = (double) Math.abs(estimatedBytes - readBytes) / inheritedBytes;
    return new EstimateError(
        readings,
        meanShare,
        lastShare,
        exactReadings,
        boundExcessShare,
        ownReadings + 1,
        mean(ownReadings, ownMeanShare, share));
  }

  /** Whether the free estimate is no guide in this family, as where mappings come and go. */
  public boolean isUnreliable() {
    return meanShare > TOLERANCE || lastShare > TOLERANCE;
  }

  private static double mean(long count, double mean, double newest) {
    double weight = Math.max(NEWEST_WEIGHT, 1.0 / (count + 1));
    return mean + weight * (newest - mean);
  }
}
