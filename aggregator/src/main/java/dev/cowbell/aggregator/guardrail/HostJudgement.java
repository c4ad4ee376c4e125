package dev.cowbell.aggregator.guardrail;

import java.util.List;
import java.util.Set;

/**
 * One observation against the rails.
 *
 * @param observation what was judged
 * @param breaches rails broken by it alone
 * @param slowRestart the restart, if it was slow; a breach only when it is not the only one
 * @param unjudged rails whose figures are missing
 */
record HostJudgement(
    HostObservation observation,
    List<Breach> breaches,
    List<Breach> slowRestart,
    Set<Rail> unjudged) {

  boolean isCleanReload() {
    return observation.isReload() && breaches.isEmpty() && slowRestart.isEmpty();
  }

  boolean isSlow() {
    return !slowRestart.isEmpty();
  }
}
