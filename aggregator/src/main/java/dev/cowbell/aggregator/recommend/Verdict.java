package dev.cowbell.aggregator.recommend;

import dev.cowbell.aggregator.savings.Estimate;

/** The advice, or what is missing for one. */
public sealed interface Verdict {

  /**
   * Use that arm.
   *
   * @param lossAvoided what it saves per worker
   * @param basis what the range of that means
   * @param snippet lines to paste
   */
  record UsePolicy(
      String control, String treatment, Estimate lossAvoided, String basis, String snippet)
      implements Verdict {}

  /**
   * Restart a worker at that size: the limit on private memory, the same on resident memory, and
   * the sensible range of the former.
   */
  record SetLimit(
      long ussLimitBytes, long rssLimitBytes, long lowerBytes, long upperBytes, String snippet)
      implements Verdict {}

  /**
   * Not enough has been seen.
   *
   * @param unit what is counted, such as {@code hosts per arm}
   * @param detail one sentence: what is missing and how to get it
   */
  record NotEnough(String unit, double seen, double needed, String detail) implements Verdict {}
}
