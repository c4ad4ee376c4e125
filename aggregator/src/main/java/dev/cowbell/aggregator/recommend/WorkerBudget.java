package dev.cowbell.aggregator.recommend;

/**
 * What one worker may use in private memory on one host, so that all of them together leave
 * headroom even when all stand at their limit at once:
 *
 * <pre>
 *   other  = total - available - footprint
 *   budget = (total x (1 - 0.1) - other - master) / workers
 * </pre>
 *
 * <p>Worked: 32 GiB, 20 available, footprint 8, master 0.5, 16 workers: other 4, budget (28.8 - 4 -
 * 0.5) / 16 = 1.52 GiB.
 */
record WorkerBudget(String host, double bytes, int workers) {

  static final double HEADROOM = 0.1;

  static boolean known(HostMemory host) {
    return host.workers() > 0
        && host.availableBytes().isPresent()
        && host.footprintBytes().isPresent();
  }

  static WorkerBudget of(HostMemory host) {
    long available = host.availableBytes().orElseThrow();
    long footprint = host.footprintBytes().orElseThrow();
    // A footprint read a moment after the host's memory may exceed what is in use.
    long other = Math.max(0, host.totalBytes() - available - footprint);
    double forWorkers = host.totalBytes() * (1 - HEADROOM) - other - host.masterBytes();
    return new WorkerBudget(host.host(), forWorkers / host.workers(), host.workers());
  }
}
