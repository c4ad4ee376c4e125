package dev.cowbell.collector.why;

import dev.cowbell.collector.perf.FaultEvents;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What was seen.
 *
 * @param interpreter such as CPython 3.11.7, policy default; or why there is none
 * @param readsFlag whether the collector's state could be read in at least one process
 * @param tracepointRefusal why copies themselves could not be watched, where they could not
 * @param faultingProcesses members that faulted at all
 * @param sharedWrites faults of mappings shared on purpose, which are left out
 * @param lost records the kernel had no room for
 * @param before what was lost before the watch
 */
record Findings(
    Subject subject,
    Duration time,
    FaultEvents.Kind kind,
    boolean everyCpu,
    String interpreter,
    boolean readsFlag,
    Optional<String> tracepointRefusal,
    FaultTally tally,
    int faultingProcesses,
    long sharedWrites,
    long lost,
    LostBefore before) {

  boolean onlyCopies() {
    return kind == FaultEvents.Kind.COPIES;
  }

  Verdict verdict() {
    return Verdict.of(tally, onlyCopies(), before);
  }

  List<FaultTally.Site> topSites(int most) {
    List<FaultTally.Site> sites = tally.sites();
    return sites.subList(0, Math.min(most, sites.size()));
  }
}
