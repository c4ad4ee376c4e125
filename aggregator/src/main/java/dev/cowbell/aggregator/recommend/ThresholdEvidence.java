package dev.cowbell.aggregator.recommend;

import dev.cowbell.aggregator.limit.Settled;
import dev.cowbell.aggregator.limit.WorkerLife;
import java.util.List;
import java.util.Map;

/**
 * What thresholds of a service on a hardware class rest on.
 *
 * @param hosts its hosts as they are now
 * @param workers its workers as they are now
 * @param lives its workers within the window, those that are gone as well, of a sample of hosts
 * @param loads how near its hosts came to their limits
 * @param charges what families with a cgroup of their own were charged
 * @param standing the advice that stands, by kind
 * @param exitsAtOnce whether workers leave without tearing their memory down
 * @param nowSeconds the end of the window, since the epoch
 */
public record ThresholdEvidence(
    List<HostMemory> hosts,
    List<WorkerMemory> workers,
    List<WorkerLife> lives,
    List<HostLoad> loads,
    List<FamilyCharge> charges,
    Map<Kind, Settled> standing,
    boolean exitsAtOnce,
    double nowSeconds) {

  boolean simulated() {
    return hosts.stream().anyMatch(HostMemory::simulated);
  }

  /**
   * Just after a deploy the readings of workers that have gone still count, so the ratio is capped.
   */
  double coverage() {
    int alive = hosts.stream().mapToInt(HostMemory::workers).sum();
    return alive == 0 ? 0 : Math.min(1, (double) workers.size() / alive);
  }

  double workersPerHost() {
    return hosts.stream().mapToInt(HostMemory::workers).average().orElse(0);
  }

  double stillSharedBytes() {
    return workers.isEmpty()
        ? 0
        : Quantile.median(workers.stream().mapToDouble(WorkerMemory::stillSharedBytes).toArray());
  }

  /** What stands of a kind after a figure was found; itself where nothing stands. */
  Settled settled(Kind kind, double found) {
    Settled before = standing.get(kind);
    return before == null ? new Settled(found, nowSeconds) : before.after(found, nowSeconds);
  }
}
