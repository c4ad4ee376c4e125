package dev.cowbell.aggregator.ipc;

/** What garbage collection takes of the capacity that is paid for. */
public final class CollectorShare {

  private CollectorShare() {}

  /**
   * Of allocated capacity: hosts are sized so that work fills only a part of them. 3 % of the time
   * at a target of 35 % is 8.57 %.
   *
   * @param timeShare share of run time in which the collector runs: 0 to 1
   * @param cpuTarget share of the CPUs that hosts are sized for: above 0, at most 1
   */
  public static double ofCapacity(double timeShare, double cpuTarget) {
    return cpuTarget > 0 ? Math.min(1, timeShare / cpuTarget) : 0;
  }
}
