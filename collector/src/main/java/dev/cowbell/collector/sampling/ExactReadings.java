package dev.cowbell.collector.sampling;

import dev.cowbell.collector.sharing.EstimateError;
import java.util.OptionalLong;

/**
 * Whether a full reading of a worker shall be an exact one too, which costs two thirds more:
 *
 * <ul>
 *   <li>the first of every worker and every eighth after that, to know how far the bound is from
 *       the truth;
 *   <li>all of a family where the bound is loose (freed pages) or the free estimate is no guide
 *       (churn), and of a worker that has less memory than it was born with.
 * </ul>
 */
public final class ExactReadings {
  private static final long EVERY = 8;

  private ExactReadings() {}

  /**
   * The decision.
   *
   * @param error of the worker's family
   * @param sinceExact full readings of the worker since its last exact one; empty before the first
   * @param shrunk whether it has clearly less anonymous memory than it inherited
   */
  public static boolean isWanted(EstimateError error, OptionalLong sinceExact, boolean shrunk) {
    return shrunk
        || sinceExact.isEmpty()
        || sinceExact.getAsLong() + 1 >= EVERY
        || error.isBoundLoose()
        || error.isUnreliable();
  }
}
