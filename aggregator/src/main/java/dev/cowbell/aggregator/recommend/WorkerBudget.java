package dev.cowbell.aggregator.recommend;

import dev.cowbell.aggregator.limit.FleetShape;

/**
 * What the workers of a service may use in private memory on one host so that it keeps headroom:
 *
 * <pre>
 *   other  = total - available - footprint
 *   budget = total x (1 - 0.1) - other - master
 * </pre>
 *
 * <p>Worked: 32 GiB, 20 available, footprint 8, master 0.5: other 4, budget 28.8 - 4 - 0.5 = 24.3
 * GiB, of which each of 16 workers may have 1.52 at the same time.
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
    return new WorkerBudget(host.host(), Math.max(0, forWorkers), host.workers());
  }

  double perWorkerBytes() {
    return bytes / workers;
  }

  FleetShape shape(double leavingBytes) {
    return new FleetShape(workers, bytes, leavingBytes);
  }
}
