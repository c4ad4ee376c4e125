package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.recommend.HostMemory;
import dev.cowbell.aggregator.recommend.WorkerMemory;
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

  /** The workers that were read within the hour before the end of the window. */
  List<WorkerMemory> workers(ServiceOnClass about);
}
