package dev.cowbell.aggregator.recommend;

import dev.cowbell.aggregator.savings.Estimate;
import java.util.Optional;

/**
 * What a policy does on one version of the interpreter.
 *
 * @param version major and minor, such as {@code 3.11}
 * @param controlHosts hosts of the control that run it
 * @param treatmentHosts hosts of the treatment that run it
 * @param lossAvoided per worker, at the hosts' own mix of ages, over one look at 95 %; empty where
 *     there are too few hosts
 * @param sentence the same in words
 */
public record VersionAnswer(
    String version,
    int controlHosts,
    int treatmentHosts,
    Optional<Estimate> lossAvoided,
    String sentence) {

  /** Whether there is anything to compare. */
  boolean isCompared() {
    return controlHosts > 0 && treatmentHosts > 0;
  }

  /** Whether more is lost on it than under the control, beyond chance. */
  boolean isHarmed() {
    return lossAvoided.filter(loss -> loss.high() < 0).isPresent();
  }
}
