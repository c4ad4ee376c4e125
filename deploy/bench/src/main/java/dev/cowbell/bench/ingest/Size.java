package dev.cowbell.bench.ingest;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param runs of each figure, of which the median is told
 * @param few hosts of a small fleet
 * @param fewRounds ticks of each of them
 * @param many hosts of a large fleet
 * @param manyRounds ticks of each of them
 * @param steady how long the memory is watched
 */
public record Size(int runs, int few, int fewRounds, int many, int manyRounds, Duration steady) {
  /** The size at which results are quoted: about half an hour on two cores. */
  public static final Size FULL =
      new Size(Integer.getInteger("runs", 1), 1_000, 300, 1_000_000, 2, Duration.ofMinutes(10));
}
