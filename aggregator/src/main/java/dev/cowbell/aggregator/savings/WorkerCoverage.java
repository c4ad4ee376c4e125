package dev.cowbell.aggregator.savings;

import dev.cowbell.aggregator.experiment.HostsPerArm;
import dev.cowbell.aggregator.experiment.Look;
import java.util.Map;

/** Workers that a comparison rests on, of those that were seen. */
public record WorkerCoverage(long used, Map<LeftOut, Long> leftOut) {

  /** Of whole days: hosts that left, or whose days are not full yet, take their workers along. */
  static WorkerCoverage of(HostsPerArm used, Look look, ArmScale control, ArmScale treatment) {
    double each =
        (control.workers() + treatment.workers())
            / Math.max(1, control.hosts() + treatment.hosts());
    long hosts = used.control() + (long) used.treatment();
    long gone = look.departures().size() + 2L * look.pairsFilling();
    return new WorkerCoverage(
        Math.round(hosts * each), Map.of(LeftOut.HOST_LEFT, Math.round(gone * each)));
  }

  /** 0 to 1. */
  public double ratio() {
    long seen = seen();
    return seen == 0 ? 0 : (double) used / seen;
  }

  /** Workers seen at all. */
  public long seen() {
    return used + leftOut.values().stream().mapToLong(Long::longValue).sum();
  }
}
