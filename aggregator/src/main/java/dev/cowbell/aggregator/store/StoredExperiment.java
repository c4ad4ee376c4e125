package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.experiment.AgeStandard;
import dev.cowbell.aggregator.experiment.PairPlan;
import dev.cowbell.aggregator.experiment.PlanUptake;
import java.util.Optional;

/**
 * An experiment as far as it has come.
 *
 * @param uptake when hosts began to follow it, and with which arms; empty while they do not
 * @param controlPolicy policy that the control showed then, where it was read
 * @param treatmentPolicy policy that the treatment showed then, where it was read
 * @param standard mix of ages agreed on at the first look with an interval
 */
public record StoredExperiment(
    int key,
    PairPlan plan,
    long proposedDay,
    Optional<PlanUptake> uptake,
    Optional<String> controlPolicy,
    Optional<String> treatmentPolicy,
    Optional<AgeStandard> standard) {

  /** The same, taken up. */
  public StoredExperiment takenUp(
      PlanUptake by, Optional<String> ofControl, Optional<String> ofTreatment) {
    return new StoredExperiment(
        key, plan, proposedDay, Optional.of(by), ofControl, ofTreatment, standard);
  }

  /** The same with a mix of ages. */
  public StoredExperiment agreedOn(AgeStandard ages) {
    return new StoredExperiment(
        key, plan, proposedDay, uptake, controlPolicy, treatmentPolicy, Optional.of(ages));
  }
}
