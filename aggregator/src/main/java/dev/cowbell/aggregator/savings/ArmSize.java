package dev.cowbell.aggregator.savings;

import java.util.List;

/** How much of an arm a comparison rests on. */
public record ArmSize(int hosts, int families, int workers) {

  /** So many hosts of an arm, with as many workers each as its hosts have on average. */
  static ArmSize of(int hosts, ArmScale scale) {
    return new ArmSize(hosts, hosts, (int) Math.round(hosts * scale.workersPerHost()));
  }

  static ArmSize of(List<WorkerEvidence> workers) {
    return new ArmSize(
        (int) workers.stream().map(WorkerEvidence::host).distinct().count(),
        (int) workers.stream().map(w -> w.host() + '|' + w.family()).distinct().count(),
        workers.size());
  }
}
