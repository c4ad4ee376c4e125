package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.ipc.CpiHostDay;
import dev.cowbell.aggregator.recommend.HostMemory;
import dev.cowbell.aggregator.recommend.ThresholdEvidence;
import dev.cowbell.aggregator.savings.ArmAge;
import dev.cowbell.aggregator.savings.WorkerEvidence;
import java.util.List;
import java.util.Map;

/** What decisions rest on, as stored within the window of one pass. */
public interface DecisionEvidence {

  /**
   * Every service on every class seen, with the share (0 to 1) of expected ticks that arrived of
   * its hosts.
   */
  Map<ServiceOnClass, Double> tickCoverage();

  /** The arms of a service on a class. */
  List<ArmAge> arms(ServiceOnClass about);

  /**
   * Every worker of an arm: its last reading at or below that age that has sharing figures, or
   * whatever there is instead.
   */
  List<WorkerEvidence> workers(ServiceOnClass about, String arm, double atAgeSeconds);

  /** The hosts at their last tick. */
  List<HostMemory> hosts(ServiceOnClass about);

  /**
   * What thresholds of a service on a class rest on.
   *
   * @param hosts its hosts
   * @param exitsAtOnce whether its workers leave without tearing their memory down
   */
  ThresholdEvidence thresholds(ServiceOnClass about, List<HostMemory> hosts, boolean exitsAtOnce);

  /** Cycles per instruction of hosts that ran nothing but one arm of this service. */
  List<CpiHostDay> cpi(ServiceOnClass about);
}
