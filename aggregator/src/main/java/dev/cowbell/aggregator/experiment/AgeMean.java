package dev.cowbell.aggregator.experiment;

/**
 * What workers of one host and one age showed.
 *
 * @param ageBucket number of the age bucket, rising with age
 * @param mean mean of the figure over those workers; may be negative (private growth can be)
 * @param weight how much of the host's time or workers was spent at this age, such as
 *     worker-seconds
 */
public record AgeMean(int ageBucket, double mean, double weight) {

  boolean usable() {
    return Double.isFinite(mean) && Double.isFinite(weight) && weight > 0;
  }
}
