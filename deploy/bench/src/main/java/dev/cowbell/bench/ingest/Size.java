package dev.cowbell.bench.ingest;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param runs of each figure, of which the median is told
 * @param few hosts of a small fleet
 * @param fewRounds ticks of each of them
 * @param many hosts of a large fleet
 * @param manyRounds ticks of each of them, the first of which does not count
 * @param steady how long the memory is watched
 */
public record Size(int runs, int few, int fewRounds, int many, int manyRounds, Duration steady) {
  /**
   * The size at which results are quoted: two to three hours on two cores, most of them for FLEETS.
   */
  public static final Size FULL = new Size(3, 1_000, 600, 1_000_000, 2, Duration.ofMinutes(10));

  /** To see that it works: what it says is not worth quoting. */
  public static final Size SHORT = new Size(1, 1_000, 300, 20_000, 3, Duration.ofSeconds(30));
}
