package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.experiment.PairPlan;
import dev.cowbell.aggregator.ipc.ArmCounters;
import dev.cowbell.aggregator.savings.ArmDays;
import dev.cowbell.aggregator.savings.HostFigures;
import dev.cowbell.aggregator.savings.Prediction;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What decisions from whole days rest on. Nothing in here reads raw rows. */
public interface DayEvidence {

  /** Services on classes that were seen on a whole day lately, with their arms. */
  List<ServiceDays> services();

  /** The sums over hosts of these arms on these days. */
  List<ArmDays> sums(ServiceDays about, Collection<Long> days);

  /** Hosts of a class that ran a service on its last day; at most so many, by a hash. */
  List<String> hosts(ServiceDays about, int most);

  /** The experiment on a service and class, where one was proposed. */
  Optional<StoredExperiment> experiment(ServiceDays about);

  /** What hosts showed since a day, one entry per host, arm and day. */
  List<HostFigures> hostDays(ServiceDays about, Collection<String> hosts, long sinceDay);

  /** Hosts that ran more than one arm since a day; at most so many, by a hash. */
  List<String> changedHosts(ServiceDays about, long sinceDay, int most);

  /** What arms were besides memory, per host, over the last days. */
  List<ArmCounters> counters(ServiceDays about, long sinceDay);

  /**
   * The sums of a figure of hosts at their own mix of ages, by arm and version of the interpreter.
   */
  List<VersionSums> versions(ServiceDays about, long sinceDay);

  /** The ledger of a service and class. */
  List<Prediction> ledger(ServiceDays about);

  /** A plan that is proposed from now on. */
  record Proposed(ServiceDays about, PairPlan plan) {}
}
