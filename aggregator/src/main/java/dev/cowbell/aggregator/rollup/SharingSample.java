package dev.cowbell.aggregator.rollup;

/**
 * One reading of one worker whose sharing is known, in bytes.
 *
 * @param privateGrowthBytes may be negative: less anonymous memory than was inherited
 * @param estimated whether the inherited bytes were estimated
 * @param simulated whether the host exists only in a simulation
 */
public record SharingSample(
    long inheritedBytes,
    long stillSharedBytes,
    long sharingLossBytes,
    long privateGrowthBytes,
    long rssBytes,
    boolean estimated,
    boolean simulated) {}
