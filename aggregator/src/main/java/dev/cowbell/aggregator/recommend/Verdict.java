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
   * Restart a worker at that size.
   *
   * @param ussLimitBytes limit on private memory
   * @param rssLimitBytes the same on resident memory
   * @param lowerBytes keeps the budget whatever the ages of the workers
   * @param upperBytes the largest limit that the growth seen so far would bear
   * @param jitter share of the limit by which lives are to be restarted earlier
   * @param ussWithoutJitterBytes for servers that cannot do that
   * @param restartsPerWorkerDay restarts that are to be expected
   */
  record SetLimit(
      long ussLimitBytes,
      long rssLimitBytes,
      long lowerBytes,
      long upperBytes,
      double jitter,
      long ussWithoutJitterBytes,
      double restartsPerWorkerDay,
      String snippet)
      implements Verdict {}

  /**
   * Run so many workers on a host.
   *
   * @param present workers on the host that the advice is made for
   */
  record SetCount(int workers, int lower, int upper, int present, String snippet)
      implements Verdict {}

  /** Ask for so much memory for one family with its own cgroup. */
  record SetRequest(long bytes, long lowerBytes, long upperBytes, String snippet)
      implements Verdict {}

  /**
   * Not enough has been seen.
   *
   * @param unit what is counted, such as {@code hosts per arm}
   * @param detail one sentence: what is missing and how to get it
   */
  record NotEnough(String unit, double seen, double needed, String detail) implements Verdict {}
}
